//! Arabic joining: types, forms, lam-alef.
