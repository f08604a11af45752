//! Articles written for these tests, and what is around articles on pages.

use std::sync::Arc;

use qari::article::Article;
use qari::document::{Block, BlockKind, Document, Fetched, Origin};

/// An article: what a page must come to.
pub struct Story {
    pub code: &'static str,
    pub title: &'static str,
    pub deck: &'static str,
    pub author: &'static str,
    pub site: &'static str,
    pub paragraphs: [&'static str; 5],
    pub heading: &'static str,
    pub quote: &'static str,
    /// The title of another article, and the label before it.
    pub related: [&'static str; 2],
    /// What the page says and the article does not.
    pub noise: [&'static str; 8],
}

pub const STORIES: &[Story] = &[
    Story {
        code: "ar",
        title: "بلدية الساحل تعيد فتح سوق السمك القديم بعد عامين من الترميم",
        deck: "المشروع يشمل ستين دكاناً وقاعة للمزاد، ويقول الباعة إن الإيجارات الجديدة أعلى مما يحتملون.",
        author: "ليلى المنصوري",
        site: "صحيفة المرفأ",
        paragraphs: [
            "أعادت بلدية الساحل صباح الأحد فتح سوق السمك القديم أمام الباعة والزوار، بعد أعمال ترميم استمرت عامين كاملين وكلفت أحد عشر مليون دينار.",
            "وقالت رئيسة البلدية هدى الكيلاني خلال الافتتاح: «هذا السوق ذاكرة المدينة، ولن نسمح بأن يتحول إلى متحف بلا باعة».",
            "ويضم السوق بعد الترميم ستين دكاناً وقاعة للمزاد ومخزناً مبرداً يتسع لأربعين طناً، كما زُودت أرضيته بنظام تصريف جديد يمنع تجمع المياه.",
            "لكن عدداً من الباعة شكوا من ارتفاع الإيجار، وأوضح البائع سليم الحداد أن الإيجار الشهري صار ثلاثة أضعاف ما كان يدفعه قبل الإغلاق.",
            "وأضافت البلدية أنها ستدرس تقسيط الإيجار على اثني عشر شهراً، وأن القرار النهائي سيعلن قبل نهاية الشهر المقبل.",
        ],
        heading: "إيجارات أعلى",
        quote: "هذا السوق ذاكرة المدينة قبل أن يكون مكاناً للبيع والشراء",
        related: ["اقرأ أيضاً", "صيادو الساحل يطالبون بتمديد موسم الروبيان أسبوعين"],
        noise: [
            "شارك الخبر",
            "الأكثر قراءة",
            "التعليقات",
            "جميع الحقوق محفوظة للصحيفة",
            "نستخدم ملفات تعريف الارتباط لتحسين تجربتك",
            "اشترك في النشرة البريدية",
            "الرئيسية",
            "إعلان",
        ],
    },
    Story {
        code: "fa",
        title: "بازگشایی کتابخانهٔ قدیمی شهر پس از سه سال بازسازی",
        deck: "کتابخانه اکنون چهل هزار جلد کتاب دارد و تا نیمه‌شب باز می‌ماند، اما ساکنان محله از کمبود جای پارک گلایه دارند.",
        author: "نگار رستمی",
        site: "روزنامهٔ بامداد",
        paragraphs: [
            "کتابخانهٔ قدیمی شهر که سه سال پیش برای بازسازی بسته شده بود، روز دوشنبه با حضور صدها تن از اهالی دوباره گشایش یافت.",
            "شهردار محمود فرهمند در این مراسم گفت: «این ساختمان خانهٔ دوم دانش‌آموزان این محله بود و دوباره خواهد شد».",
            "به گفتهٔ مدیر کتابخانه، شمار کتاب‌ها از بیست‌وپنج هزار به چهل هزار جلد رسیده و سالن تازه‌ای برای کودکان ساخته شده است.",
            "با این حال، ساکنان خیابان‌های اطراف می‌گویند که جای پارک کافی نیست و شهرداری هنوز برنامه‌ای برای آن اعلام نکرده است.",
            "شهرداری در پاسخ اعلام کرد که دو قطعه زمین خالی را تا پایان پاییز به پارکینگ عمومی تبدیل خواهد کرد.",
        ],
        heading: "کمبود جای پارک",
        quote: "این ساختمان خانهٔ دوم دانش‌آموزان این محله بود و دوباره خواهد شد",
        related: ["بیشتر بخوانید", "طرح تازهٔ شهرداری برای کتابخانه‌های سیار در روستاها"],
        noise: [
            "به اشتراک بگذارید",
            "پربازدیدترین",
            "نظرات کاربران",
            "تمامی حقوق برای روزنامه محفوظ است",
            "این سایت از کوکی استفاده می‌کند",
            "عضویت در خبرنامه",
            "صفحهٔ نخست",
            "آگهی",
        ],
    },
    Story {
        code: "he",
        title: "העירייה פתחה מחדש את תחנת הרכבת הישנה אחרי שנתיים של שיפוצים",
        deck: "בתחנה ייפתחו שוק איכרים וספרייה קטנה, אך תושבי השכונה חוששים מרעש בשעות הלילה.",
        author: "נועה ברקאי",
        site: "עיתון הנמל",
        paragraphs: [
            "תחנת הרכבת הישנה בלב העיר נפתחה מחדש ביום שני, אחרי שנתיים של עבודות שיפוץ שעלותן הגיעה לשמונה עשר מיליון שקלים.",
            "\"המקום הזה שייך לתושבים, ולכן החזרנו אותו אליהם\", אמרה ראשת העיר תמר אלון בטקס הפתיחה.",
            "במבנה ייפתחו בשבועות הקרובים שוק איכרים, ספרייה קטנה ובית קפה, ובחצר נשתלו ארבעים עצים חדשים.",
            "ואולם תושבים המתגוררים ברחובות הסמוכים אמרו כי הם חוששים מרעש בשעות הלילה ומעומס תנועה בסופי השבוע.",
            "בעירייה מסרו כי השעות ייקבעו יחד עם ועד השכונה, וכי ההחלטה תפורסם עד סוף החודש הבא.",
        ],
        heading: "חשש מרעש",
        quote: "המקום הזה שייך לתושבים ולכן החזרנו אותו אליהם בלי גדרות ובלי שערים",
        related: ["קראו גם", "התוכנית החדשה לשבילי אופניים לאורך המסילה הישנה"],
        noise: [
            "שתפו בפייסבוק",
            "הנקראות ביותר",
            "תגובות",
            "כל הזכויות שמורות לעיתון",
            "האתר משתמש בעוגיות כדי לשפר את השירות",
            "הרשמה לניוזלטר",
            "דף הבית",
            "פרסומת",
        ],
    },
    Story {
        code: "ur",
        title: "پرانے شہر کی منڈی دو سال کی مرمت کے بعد دوبارہ کھل گئی",
        deck: "منڈی میں نوے دکانیں اور ایک نیا سرد خانہ بنایا گیا ہے مگر دکاندار کرایوں میں اضافے پر ناراض ہیں۔",
        author: "سعدیہ قریشی",
        site: "روزنامہ سحر",
        paragraphs: [
            "پرانے شہر کی سبزی منڈی پیر کی صبح دو سال کی مرمت کے بعد دکانداروں اور خریداروں کے لیے دوبارہ کھول دی گئی۔",
            "میئر فرحان ملک نے افتتاح کے موقع پر کہا کہ یہ منڈی شہر کی پہچان ہے اور اسے کسی قیمت پر بند نہیں ہونے دیا جائے گا۔",
            "نئی عمارت میں نوے دکانیں، ایک بڑا سرد خانہ اور گاڑیوں کے لیے الگ جگہ بنائی گئی ہے تاکہ سڑک پر رش کم ہو سکے۔",
            "دوسری طرف دکانداروں نے شکایت کی کہ ماہانہ کرایہ تین گنا بڑھا دیا گیا ہے اور اس بارے میں ان سے کوئی مشورہ نہیں کیا گیا۔",
            "شہری حکومت کا کہنا ہے کہ کرایوں پر نظر ثانی کے لیے کمیٹی بنا دی گئی ہے جو اگلے ماہ اپنی رپورٹ پیش کرے گی۔",
        ],
        heading: "کرایوں پر شکایت",
        quote: "یہ منڈی شہر کی پہچان ہے اور اسے کسی قیمت پر بند نہیں ہونے دیا جائے گا آج نہ کل",
        related: ["یہ بھی پڑھیں", "ساحلی شہروں میں مچھلی کی نئی منڈیاں بنانے کا منصوبہ"],
        noise: [
            "شیئر کریں",
            "سب سے زیادہ پڑھی",
            "تبصرے",
            "جملہ حقوق محفوظ ہیں",
            "یہ ویب سائٹ کوکیز استعمال کرتی ہے",
            "نیوز لیٹر",
            "صفحہ اول",
            "اشتہار",
        ],
    },
];

pub fn story(code: &str) -> &'static Story {
    STORIES.iter().find(|story| story.code == code).expect("a story in that language")
}

/// A whole page with an article in that language.
pub fn article(code: &str) -> String {
    crate::shapes::plain(story(code))
}

/// Opens bytes that came from `address`, or from a file where that is empty.
pub fn open_bytes(bytes: Vec<u8>, address: &str, mime: Option<&str>, charset: Option<&str>) -> Article {
    let origin = if address.is_empty() {
        Origin::File("page.html".to_owned())
    } else {
        Origin::Url(address.to_owned())
    };
    let fetched = Fetched {
        bytes: Arc::new(bytes),
        mime: mime.map(str::to_owned),
        charset: charset.map(str::to_owned),
        origin,
        warnings: Vec::new(),
    };
    qari::article::open(&fetched, qari::import::Options::default()).expect("a document")
}

pub fn open(page: &str, address: &str) -> Article {
    open_bytes(page.as_bytes().to_vec(), address, Some("text/html"), None)
}

/// The blocks of a document with their words.
pub fn blocks(article: &Article) -> Vec<(Block, String)> {
    let chunks = (0..article.chunks.count()).map(|number| article.chunks.load(number));
    let of_chunk = |chunk: qari::document::Chunk| {
        let blocks: Vec<_> =
            chunk.blocks.iter().map(|block| (*block, chunk.slice(block.span).to_owned())).collect();
        blocks
    };
    chunks.flat_map(of_chunk).collect()
}

/// The words of the blocks of one kind.
pub fn of_kind(article: &Article, kind: BlockKind) -> Vec<String> {
    blocks(article).into_iter().filter(|(block, _)| block.kind == kind).map(|(_, words)| words).collect()
}

/// The whole text.
pub fn text(document: &Document) -> String {
    document.text.in_memory().expect("a page is in memory").to_string()
}
