#!/usr/bin/env python3
"""Takes a picture of the reader in each real terminal that is installed, to be judged by eye.

  pictures.py OUTDIR ARTICLE... [--qari target/debug/qari] [--terminals xterm,tmux+konsole] [--keys KEY...]

Writes ARTICLE-TERMINAL.png and, for each article, one sheet of all. What must be seen: both panes right,
the line between them unbroken, the same words in the same rows as in xterm. `--bare` is the negative
control: nothing keeps the terminal from reordering, so that in VTE, Konsole and mlterm the picture must
differ. An ARTICLE named `doctor` is the page of `qari doctor`.
"""
import argparse, pathlib, subprocess

from stage import is_here, stage

ALL = ('xterm xfce4-terminal konsole mlterm kitty alacritty urxvt st foot tmux+xterm tmux+xfce4-terminal tmux+konsole '
       'tmux+mlterm tmux+kitty screen+xterm screen+xfce4-terminal screen+konsole screen+mlterm screen+kitty').split()


def picture(name, run, keys, out):
    if not is_here(name):
        return print(f'{name}: not installed')
    with stage(name, run) as terminal:
        terminal.settle(4 if name.endswith('foot') else 2)
        if keys:
            terminal.press(*keys)
            terminal.settle(.5)
        terminal.save(out)
        print(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('out', type=pathlib.Path)
    parser.add_argument('articles', nargs='+', type=pathlib.Path)
    parser.add_argument('--qari', default='target/debug/qari', type=pathlib.Path)
    parser.add_argument('--terminals', default=','.join(ALL))
    parser.add_argument('--keys', nargs='*', default=[], help='pressed before the picture is taken, as xdotool calls them')
    parser.add_argument('--bare', action='store_true')
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    qari = str(given.qari.resolve())
    for article in given.articles:
        # Without a configuration that says otherwise, the first way is what is known of the terminal.
        run = [qari, 'doctor' if str(article) == 'doctor' else str(article.resolve())]
        if given.bare:
            # Visual order to a terminal that is told nothing: it reorders a second time.
            table = given.out / 'bare/qari/terminals.toml'
            table.parent.mkdir(parents=True, exist_ok=True)
            names = ['vte', 'konsole', 'mlterm']
            table.write_text(''.join(f'[[terminal]]\nname = "{name}"\nexplicit = false\nentry = ""\nexit = ""\n' for name in names))
            run = ['env', f'XDG_CONFIG_HOME={table.parent.parent.resolve()}', *run]
        pictures = []
        for name in given.terminals.split(','):
            out = given.out / f'{article.stem}-{name}.png'
            picture(name, run, given.keys, str(out))
            pictures += [str(out)] if out.exists() else []
        if pictures:
            subprocess.run(['montage', '-label', '%t', *pictures, '-tile', '3x', '-geometry', '900x+4+4',
                            given.out / f'{article.stem}.png'], check=True)


main()
