"""Real terminals, each with a display and a home of its own, for the scripts beside this file.

Wants Xvfb, xdotool, ImageMagick's `import` and `convert`, dbus-run-session, and the terminals; foot
wants weston, and takes the size that it gets from it.
"""
import contextlib, os, pathlib, shlex, shutil, signal, subprocess, sys, tempfile, time

FONT = 'DejaVu Sans Mono'
COLUMNS, ROWS = 100, 30
PROGRAM = {'st': 'stterm'}
LEAKING = ('VTE_', 'KONSOLE_', 'KITTY_', 'ALACRITTY_', 'TERM', 'TMUX', 'STY', 'COLORTERM', 'LC_', 'XTERM_', 'MLTERM', 'WAYLAND_')


def is_here(name):
    multiplexer, _, terminal = name.rpartition('+')
    return all(shutil.which(PROGRAM.get(needed, needed)) for needed in (terminal, multiplexer or terminal))


def pairs(flag, options):
    return [word for option in options for word in (flag, option)]


def command(terminal, home, run):
    """The terminal's command line, running `run`."""
    size = f'{COLUMNS}x{ROWS}'
    if terminal == 'xterm':
        return ['xterm', '-u8', '-geometry', size, '-fa', FONT, '-fs', '12', '+sb', '-e', *run]
    if terminal == 'xfce4-terminal':
        return ['dbus-run-session', '--', 'xfce4-terminal', '--disable-server', f'--geometry={size}', f'--font={FONT} 12',
                '--hide-menubar', '--hide-toolbar', '--hide-scrollbar', '-x', *run]
    if terminal == 'konsole':
        profile = home / '.local/share/konsole/p.profile'
        profile.parent.mkdir(parents=True)
        profile.write_text(f'[Appearance]\nFont={FONT},12\n[General]\nName=p\nParent=FALLBACK/\n'
                           f'TerminalColumns={COLUMNS}\nTerminalRows={ROWS}\n')
        (home / '.config/konsolerc').write_text('[Desktop Entry]\nDefaultProfile=p.profile\n[KonsoleWindow]\nRememberWindowSize=false\n')
        return ['dbus-run-session', '--', 'konsole', '--nofork', '--hide-menubar', '--hide-tabbar', '-e', *run]
    if terminal == 'mlterm':
        (home / '.mlterm').mkdir()
        (home / '.mlterm/main').write_text('type_engine=cairo\nfontsize=16\nscrollbar_mode=none\nencoding=UTF-8\n')
        (home / '.mlterm/aafont').write_text(f'DEFAULT={FONT}\nISO10646_UCS4_1={FONT}\n')
        return ['mlterm', '-g', size, '-e', *run]
    if terminal == 'kitty':
        options = [f'font_family={FONT}', 'font_size=12', f'initial_window_width={COLUMNS}c', f'initial_window_height={ROWS}c',
                   'remember_window_size=no', 'confirm_os_window_close=0', 'update_check_interval=0', 'cursor_blink_interval=0']
        return ['kitty', '--config', 'NONE', *pairs('-o', options), *run]
    if terminal == 'alacritty':
        options = [f'window.dimensions.columns={COLUMNS}', f'window.dimensions.lines={ROWS}',
                   f'font.normal.family="{FONT}"', 'font.size=12']
        return ['alacritty', *pairs('-o', options), '-e', *run]
    if terminal == 'urxvt':
        return ['urxvt', '-geometry', size, '-fn', f'xft:{FONT}:size=12', '+sb', '-e', *run]
    if terminal == 'st':
        return ['stterm', '-g', size, '-f', f'{FONT}:size=12', '-e', *run]
    if terminal == 'pterm':
        return ['pterm', '-geometry', size, '-fn', f'client:{FONT} 12', '-sb-', '-e', *run]
    if terminal == 'foot':
        (home / 'weston.ini').write_text('[core]\nshell=kiosk-shell.so\n[output]\nname=X1\nmode=800x480\n')
        foot = shlex.join(['env', 'WAYLAND_DISPLAY=stage', 'foot', '-f', f'{FONT}:size=12', *run])
        return ['sh', '-c', f'weston --backend=x11-backend.so --use-pixman --config={home}/weston.ini --socket=stage --idle-time=0 & '
                f'until [ -S "$XDG_RUNTIME_DIR/stage" ]; do sleep .1; done; {foot}; wait']
    sys.exit(f'{terminal}: not known here')


class Stage:
    """A terminal that runs a program."""

    def __init__(self, folder, environment):
        self.folder, self.environment = folder, environment

    def shot(self):
        subprocess.run(['import', '-window', 'root', f'{self.folder}/now.ppm'], env=self.environment, check=True)
        return (self.folder / 'now.ppm').read_bytes()

    def settle(self, least, most=15):
        """Waits until nothing moves any more."""
        time.sleep(least)
        last, same, end = b'', 0, time.time() + most
        while same < 3 and time.time() < end:
            now = self.shot()
            same, last = (same + 1 if now == last else 0), now
            time.sleep(.2)
        return last

    def press(self, *keys):
        subprocess.run(['xdotool', 'key', '--delay', '80', *keys], env=self.environment, check=True)

    def save(self, out):
        subprocess.run(['convert', f'{self.folder}/now.ppm', '-trim', '+repage', out], check=True)


@contextlib.contextmanager
def stage(name, run, extra={}):
    """`name`: a terminal, or a multiplexer in it (`tmux+xterm`)."""
    multiplexer, _, terminal = name.rpartition('+')
    folder = pathlib.Path(tempfile.mkdtemp(prefix='qari-'))
    folder.chmod(0o700)
    home = folder / 'home'
    (home / '.config').mkdir(parents=True)
    started = []

    def start(arguments, **options):
        started.append(subprocess.Popen(arguments, start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, **options))

    try:
        read, write = os.pipe()
        start(['Xvfb', '-displayfd', str(write), '-screen', '0', '1300x800x24', '-nolisten', 'tcp'], pass_fds=[write])
        os.close(write)
        display = os.read(read, 16).decode().strip()
        environment = {name: value for name, value in os.environ.items() if not name.startswith(LEAKING)}
        environment |= dict(DISPLAY=f':{display}', HOME=str(home), XDG_CONFIG_HOME=f'{home}/.config', LANG='C.UTF-8',
                            XDG_DATA_HOME=f'{home}/.local/share', XDG_RUNTIME_DIR=str(folder), SCREENDIR=str(folder),
                            LIBGL_ALWAYS_SOFTWARE='1', QT_QPA_PLATFORM='xcb', GDK_BACKEND='x11', NO_AT_BRIDGE='1') | extra
        if multiplexer == 'tmux':
            # Its status line would take a row, and change with the clock.
            (folder / 'tmux.conf').write_text('set -g status off\n')
            run = ['tmux', '-u', '-S', f'{folder}/socket', '-f', f'{folder}/tmux.conf', 'new', *run]
        elif multiplexer == 'screen':
            # Else it leaves what was on the other screen.
            (folder / 'screenrc').write_text('altscreen on\n')
            run = ['screen', '-U', '-c', f'{folder}/screenrc', *run]
        start(command(terminal, home, run), env=environment, cwd=folder)
        yield Stage(folder, environment)
    finally:
        if multiplexer == 'tmux':
            subprocess.run(['tmux', '-S', f'{folder}/socket', 'kill-server'], stderr=subprocess.DEVNULL)
        if multiplexer == 'screen':
            subprocess.run(['screen', '-X', 'quit'], env={**os.environ, 'SCREENDIR': str(folder)}, stdout=subprocess.DEVNULL)
        for process in reversed(started):  # only what was started here
            for how in (signal.SIGTERM, signal.SIGKILL):
                try:
                    os.killpg(process.pid, how)
                    process.wait(2)
                    break
                except ProcessLookupError:
                    break
                except subprocess.TimeoutExpired:
                    pass
        shutil.rmtree(folder, ignore_errors=True)
