#!/usr/bin/env python3
"""Takes a picture of the reader in each real terminal that is installed, to be judged by eye.

  pictures.py OUTDIR ARTICLE... [--qari target/debug/qari] [--terminals xterm,tmux+konsole]

Wants Xvfb, ImageMagick's `import` and `montage`, dbus-run-session, and the terminals. Each picture has
a display and a home of its own. Writes ARTICLE-TERMINAL.png and, for each article, one sheet of all.
What must be seen: both panes right, the line between them unbroken, the same words in the same rows
as in xterm. `--bare` is the negative control: nothing keeps the terminal from reordering, so that in
VTE, Konsole and mlterm the picture must differ.
"""
import argparse, os, pathlib, shutil, signal, subprocess, sys, tempfile, time

FONT = 'DejaVu Sans Mono'
ALL = ('xterm xfce4-terminal konsole mlterm kitty alacritty urxvt st tmux+xterm tmux+xfce4-terminal tmux+konsole '
       'tmux+mlterm tmux+kitty screen+xterm screen+xfce4-terminal screen+konsole screen+mlterm screen+kitty').split()
PROGRAM = {'st': 'stterm'}


def command(terminal, home, run):
    """The terminal's command line at 100 columns and 30 rows, running `run`."""
    size = '100x30'
    if terminal == 'xterm':
        return ['xterm', '-u8', '-geometry', size, '-fa', FONT, '-fs', '12', '+sb', '-e', *run]
    if terminal == 'xfce4-terminal':
        return ['dbus-run-session', '--', 'xfce4-terminal', '--disable-server', f'--geometry={size}', f'--font={FONT} 12',
                '--hide-menubar', '--hide-toolbar', '--hide-scrollbar', '-x', *run]
    if terminal == 'konsole':
        profile = home / '.local/share/konsole/p.profile'
        profile.parent.mkdir(parents=True)
        profile.write_text(f'[Appearance]\nFont={FONT},12\n[General]\nName=p\nParent=FALLBACK/\n'
                           'TerminalColumns=100\nTerminalRows=30\n')
        (home / '.config/konsolerc').write_text('[Desktop Entry]\nDefaultProfile=p.profile\n[KonsoleWindow]\nRememberWindowSize=false\n')
        return ['dbus-run-session', '--', 'konsole', '--nofork', '--hide-menubar', '--hide-tabbar', '-e', *run]
    if terminal == 'mlterm':
        (home / '.mlterm').mkdir()
        (home / '.mlterm/main').write_text('type_engine=cairo\nfontsize=16\nscrollbar_mode=none\nencoding=UTF-8\n')
        (home / '.mlterm/aafont').write_text(f'DEFAULT={FONT}\nISO10646_UCS4_1={FONT}\n')
        return ['mlterm', '-g', size, '-e', *run]
    if terminal == 'kitty':
        options = [f'font_family={FONT}', 'font_size=12', 'initial_window_width=100c', 'initial_window_height=30c',
                   'remember_window_size=no', 'confirm_os_window_close=0', 'update_check_interval=0']
        return ['kitty', '--config', 'NONE', *[word for option in options for word in ('-o', option)], *run]
    if terminal == 'alacritty':
        options = ['window.dimensions.columns=100', 'window.dimensions.lines=30', f'font.normal.family="{FONT}"', 'font.size=12']
        return ['alacritty', *[word for option in options for word in ('-o', option)], '-e', *run]
    if terminal == 'urxvt':
        return ['urxvt', '-geometry', size, '-fn', f'xft:{FONT}:size=12', '+sb', '-e', *run]
    if terminal == 'st':
        return ['stterm', '-g', size, '-f', f'{FONT}:size=12', '-e', *run]
    sys.exit(f'{terminal}: not known here')


def inside(multiplexer, folder, run):
    if multiplexer == 'tmux':
        return ['tmux', '-u', '-S', f'{folder}/socket', '-f', '/dev/null', 'new', *run]
    if multiplexer == 'screen':
        return ['screen', '-U', '-c', '/dev/null', *run]
    return run


def picture(name, run, out):
    multiplexer, _, terminal = name.rpartition('+')
    if not shutil.which(PROGRAM.get(terminal, terminal)) or (multiplexer and not shutil.which(multiplexer)):
        return print(f'{name}: not installed')
    folder = pathlib.Path(tempfile.mkdtemp(prefix='qari-'))
    home = folder / 'home'
    (home / '.config').mkdir(parents=True)
    started = []
    try:
        read, write = os.pipe()
        started.append(subprocess.Popen(['Xvfb', '-displayfd', str(write), '-screen', '0', '1300x800x24', '-nolisten', 'tcp'],
                                        pass_fds=[write], stderr=subprocess.DEVNULL, start_new_session=True))
        os.close(write)
        display = os.read(read, 16).decode().strip()
        leaking = ('VTE_', 'KONSOLE_', 'KITTY_', 'ALACRITTY_', 'TERM', 'TMUX', 'STY', 'COLORTERM', 'LC_', 'XTERM_', 'MLTERM')
        environment = {name: value for name, value in os.environ.items() if not name.startswith(leaking)}
        environment |= dict(DISPLAY=f':{display}', HOME=str(home), XDG_CONFIG_HOME=f'{home}/.config', LANG='C.UTF-8',
                            XDG_DATA_HOME=f'{home}/.local/share', XDG_RUNTIME_DIR=str(folder), SCREENDIR=str(folder),
                            LIBGL_ALWAYS_SOFTWARE='1', QT_QPA_PLATFORM='xcb', GDK_BACKEND='x11', NO_AT_BRIDGE='1')
        folder.chmod(0o700)
        started.append(subprocess.Popen(command(terminal, home, inside(multiplexer, folder, run)), env=environment, cwd=folder,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        start_new_session=True))
        last, same, end = b'', 0, time.time() + 15
        time.sleep(2)
        while same < 3 and time.time() < end:  # until nothing moves any more
            subprocess.run(['import', '-window', 'root', f'{folder}/now.ppm'], env=environment, check=True)
            now = (folder / 'now.ppm').read_bytes()
            same, last = (same + 1 if now == last else 0), now
            time.sleep(.2)
        subprocess.run(['convert', f'{folder}/now.ppm', '-trim', '+repage', out], check=True)
        print(out)
    finally:
        if multiplexer == 'tmux':
            subprocess.run(['tmux', '-S', f'{folder}/socket', 'kill-server'], stderr=subprocess.DEVNULL)
        for process in reversed(started):  # only what was started here
            try:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait(2)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                pass
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('out', type=pathlib.Path)
    parser.add_argument('articles', nargs='+', type=pathlib.Path)
    parser.add_argument('--qari', default='target/debug/qari', type=pathlib.Path)
    parser.add_argument('--terminals', default=','.join(ALL))
    parser.add_argument('--bare', action='store_true')
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    qari = str(given.qari.resolve())
    for article in given.articles:
        # Without a configuration that says otherwise, the first way is what is known of the terminal.
        run = [qari, str(article.resolve())]
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
            picture(name, run, str(out))
            pictures += [str(out)] if out.exists() else []
        if pictures:
            subprocess.run(['montage', '-label', '%t', *pictures, '-tile', '3x', '-geometry', '900x+4+4',
                            given.out / f'{article.stem}.png'], check=True)


main()
