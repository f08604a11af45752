#!/usr/bin/env python3
"""Sees in real terminals that they are given back: an Arabic line that is printed after the reader has ended
looks as it does where the reader never ran, but for what may be left of a cursor.

  ends.py OUTDIR [--qari target/debug/qari] [--terminals xfce4-terminal,konsole,mlterm]

In each terminal the reader is quit, killed by SIGTERM, made to panic, and stopped with Ctrl-Z. Writes
TERMINAL-ENDING.png; ends with 1 where one differs. `without` and `running` are the controls: the line where
nothing ran, which must be the same twice, and the line printed while the reader has the terminal, which must
differ where the terminal orders rows by itself.
"""
import argparse, pathlib, shlex, sys

from stage import is_here, stage

ALL = 'xfce4-terminal konsole mlterm tmux+xfce4-terminal tmux+konsole tmux+mlterm screen+konsole screen+mlterm'.split()
LINE = 'عادت لمى (من السوق) ومعها 3 كتب عن Rust ثم نامت'
ARTICLE = pathlib.Path(__file__).parent.parent / 'data/tour.ar.txt'
# Colour values of pixels.
REST = 100
# What is told of a job or of a panic is not to be on the picture.
RUN = {'without': ('true', []), 'again': ('true', []), 'quit': ('{qari}', ['q']), 'sigterm': ('timeout --foreground 4 {qari}', []),
       'panic': ('QARI_TEST_PANIC=key {qari}', ['j']), 'stop': ('set -m; {qari}', ['ctrl+z']),
       'running': ('{qari} & sleep 3; printf "\\033[?1049l"', [])}


def seen(name, ending, qari, folder):
    command, keys = RUN[ending]
    script = f'exec 2>{folder}/told; echo here; {command.format(qari=shlex.join(qari))}; printf "\\033[?25l"; echo "{LINE}"; sleep 60'
    with stage(name, ['sh', '-c', script]) as terminal:
        terminal.settle(2.5)
        if keys:
            terminal.press(*keys)
        picture = terminal.settle(4 if ending in ('sigterm', 'running') else .7)
        terminal.save(f'{folder}/{name}-{ending}.png')
        return picture


def differ(one, other):
    return sum(a != b for a, b in zip(one, other)) > REST or len(one) != len(other)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('out', type=pathlib.Path)
    parser.add_argument('--qari', default='target/debug/qari', type=pathlib.Path)
    parser.add_argument('--terminals', default=','.join(ALL))
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    qari = [str(given.qari.resolve()), str(ARTICLE.resolve())]
    wrong = 0
    for name in given.terminals.split(','):
        if not is_here(name):
            print(f'{name}: not installed')
            continue
        look = {ending: seen(name, ending, qari, given.out.resolve()) for ending in RUN}
        others = [ending for ending in RUN if differ(look[ending], look['without'])]
        wrong += any(ending != 'running' for ending in others)
        print(f'{name}: differ: {" ".join(others) or "none"}', flush=True)
    sys.exit(wrong > 0)


main()
