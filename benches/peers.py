#!/usr/bin/env python3
"""Data and tables for benches/peers.sh. Nothing outside the standard library.

    peers.py data KIND WORKSPACE OUT    the cases of a workspace as `lines` (a file), `mail` (a maildir) or `git` (a history)
    peers.py table FOLDER               rows for docs/performance.md from what a run has left in FOLDER
"""
import glob, json, os, statistics, subprocess, sys


def cases(workspace):
    """(number, first title, text) of each case, by number."""
    folder = os.path.join(workspace, 'cases')
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name)) as f:
            text = f.read()
        state = text.partition('\nrecords: ')[2].partition('\n')[0]
        day = text.partition('  request: "')[2][:10]
        titles = [line[9:] for line in text.splitlines() if line.startswith('  title: ')]
        yield name[:-5], day, state, '; '.join(titles), text


def data(kind, workspace, out):
    if os.path.exists(out):
        return
    part = out + '.part'
    subprocess.run(['rm', '-rf', part], check=True)
    if kind == 'lines':
        with open(part, 'w') as f:
            f.writelines('%s %s %-10s %s\n' % case[:4] for case in cases(workspace))
    elif kind == 'mail':
        for folder in ('cur', 'new', 'tmp'):
            os.makedirs(os.path.join(part, folder))
        for i, (number, _, _, titles, text) in enumerate(cases(workspace)):
            with open('%s/cur/%d.M%dP1Q%d.host:2,%s' % (part, 1500000000 + i, i, i, 'S' if i % 3 else ''), 'w') as f:
                f.write('From: "Desk %d" <d%d@example.org>\nTo: office@example.org\nSubject: %s %s\n'
                        'Date: %d Jan 2026 12:00:00 +0000\nMessage-ID: <%d@example.org>\nMIME-Version: 1.0\n'
                        'Content-Type: text/plain; charset=utf-8\n\n%s' % (i % 50, i % 50, number, titles, 1 + i % 28, i, text))
    else:
        subprocess.run(['git', 'init', '-q', '-b', 'main', part], check=True)
        importer = subprocess.Popen(['git', '-C', part, 'fast-import', '--quiet'], stdin=subprocess.PIPE)
        for i, (number, _, state, titles, _) in enumerate(cases(workspace)):
            words, text = ('%s %s\n' % (number, titles)).encode(), ('%s %d\n' % (state, i)).encode()
            importer.stdin.write(b'commit refs/heads/main\ncommitter Desk <d@example.org> %d +0000\ndata %d\n%s'
                                 b'M 100644 inline f%02d\ndata %d\n%s\n'
                                 % (1500000000 + i * 60, len(words), words, i % 50, len(text), text))
        importer.stdin.close()
        if importer.wait():
            sys.exit('git fast-import failed')
        subprocess.run(['git', '-C', part, 'reset', '-q', '--hard'], check=True)
    os.rename(part, out)


class Run:
    """What all rounds of one program at one size have left."""

    def __init__(self, runs):
        self.runs = [r for r in runs if r.get('ready')]

    def of(self, key, scale=1):
        found = [r[key] for r in self.runs if r.get(key) is not None]
        return statistics.median(found) * scale if found else None

    def step(self, name, key, how='p50'):
        groups = [g for r in self.runs for g in r['groups'] if g['name'] == name]
        if key in ('cpu_pct', 'bytes_s', 'wakeups_s', 'cpu_ms_per_key', 'since_start_ms'):
            found = [g[key] for g in groups if g.get(key) is not None]
            return statistics.median(found) if found else None
        found = sorted(x for g in groups for x in g.get(key, ()) if x is not None)
        if not found:
            return None
        if how == 'max':
            return found[-1]
        if how == 'mean':
            return sum(found) / len(found)
        return found[min(len(found) - 1, max(0, -(-len(found) * (99 if how == 'p99' else 50) // 100) - 1))]


FIGURES = [  # aim, what, how it is read, digits, peers, what is asked of ours at 100k: ratios to peers or to its own 1k
    ('P1', 'first useful frame, ms', lambda r: r.of('ready_ms'), 1,
     [('neomutt', 1 / 40), ('nnn', 1 / 8), ('own 1k', 2)]),
    ('P2', 'the same with 1,000,000', lambda r: r.of('ready_ms'), 1, [('lnav', 1 / 8), ('fzf', 3)]),
    ('P1', 'whole list there, ms', lambda r: r.step('all', 'since_start_ms'), 1, []),
    ('P4', 'bytes to the settled frame', lambda r: r.of('start_bytes'), 0, [('neomutt', 1 / 30), (4500, 1)]),
    ('P5', 'bar, bytes', lambda r: r.step('down', 'bytes'), 0, [('neomutt', 1 / 4), ('nnn', 1 / 2)]),
    ('P6', 'scroll by one, bytes (mean)', lambda r: r.step('scroll', 'bytes', 'mean'), 0,
     [('tig', 1 / 20), ('fzf', 1 / 20), ('less', 2)]),
    ('P7', 'page, bytes', lambda r: r.step('page', 'bytes'), 0, [('less', 1)]),
    ('P9', 'bar to screen, ms p50', lambda r: r.step('down', 'update'), 2, [('neomutt', 1 / 3), ('own 1k', 1.2)]),
    ('P9', 'the same, p99', lambda r: r.step('down', 'update', 'p99'), 2, [('neomutt', 1 / 3), ('own 1k', 1.2)]),
    ('P9', 'scroll to screen, ms p50', lambda r: r.step('scroll', 'update'), 2, [('own 1k', 1.2)]),
    ('P9', 'page to screen, ms p50', lambda r: r.step('page', 'update'), 2, [('own 1k', 1.2)]),
    ('P9', 'CPU per key, ms', lambda r: r.step('down', 'cpu_ms_per_key'), 2, [(0.25, 1)]),
    ('P10', 'filter key, complete, ms p50', lambda r: r.step('filter', 'update'), 1, [('fzf', 1 / 5)]),
    ('P10', 'the same, p99', lambda r: r.step('filter', 'update', 'p99'), 1, [('fzf', 1 / 5)]),
    ('P11', 'filter key, bytes at most', lambda r: r.step('filter', 'bytes', 'max'), 0, [('fzf', 1 / 2), (4500, 1)]),
    ('P12', 'open an item, ms', lambda r: r.step('open', 'shown'), 1, [(3, 1)]),
    ('P12', 'back with a filter on, ms', lambda r: r.step('back', 'shown'), 1, [(3, 1)]),
    ('P15', 'peak memory, MB', lambda r: r.of('peak_rss_kb', 1 / 1024), 0, [(48, 1), ('neomutt', 1 / 4)]),
    ('P16', 'idle, % of a core', lambda r: r.step('idle', 'cpu_pct'), 3, [(0.02, 1)]),
    ('P16', 'idle, bytes a second', lambda r: r.step('idle', 'bytes_s'), 0, [(0, 1)]),
    ('P16', 'idle, wake-ups a second', lambda r: r.step('idle', 'wakeups_s'), 1, [(1, 1)]),
    ('P17', 'quit, ms', lambda r: r.of('quit_ms'), 1, [(20, 1)]),
]


def short(n):
    return '1M' if n == 1000000 else '%dk' % (n // 1000) if n % 1000 == 0 else str(n)


def said(value, digits):
    return '-' if value is None else '{:,.{}f}'.format(value, digits)


def table(folder):
    runs = {}
    for name in sorted(glob.glob(os.path.join(folder, '*.json'))):
        with open(name) as f:
            told = json.load(f)
        program, _, size = told['label'].partition('/')
        runs.setdefault((program, int(size)), []).extend(told['runs'])
    pooled = {key: Run(found) for key, found in runs.items()}
    sizes = sorted({n for program, n in pooled if program == 'imr'})
    peers = [p for p in ('less', 'fzf', 'tig', 'nnn', 'neomutt', 'lnav', 'scan') if any(key[0] == p for key in pooled)]
    at = max((n for n in sizes if n <= 100000), default=None)
    print('| aim | what | %s | %s | at %s, asked | |' % (
        ' | '.join('imr %s' % short(n) for n in sizes), ' | '.join('%s %s' % (p, short(at)) for p in peers), short(at)))
    print('|---' * (len(sizes) + len(peers) + 4) + '|')
    for aim, what, read, digits, asked in FIGURES:
        size = 1000000 if aim == 'P2' else at
        if size not in sizes:
            continue

        def value(program, n):
            # A scan shows nothing and takes no key: only when it is through counts.
            counts = (program, n) in pooled and (program != 'scan' or what.endswith('frame, ms') or aim == 'P2')
            return read(pooled[program, n]) if counts else None

        ours = value('imr', size)
        verdicts, met = [], True
        for against, ratio in asked:
            if against == 'own 1k':
                base = value('imr', sizes[0])
            else:
                base = value(against, size) if isinstance(against, str) else against
            if base is None or ours is None:
                continue
            name = against if isinstance(against, str) else said(against, digits)
            share = '' if ratio == 1 else '1/%d ' % round(1 / ratio) if ratio < 1 else '%g x ' % ratio
            is_met = ours <= base * ratio * 1.0000001
            met = met and is_met
            has = ' (is %s)' % ('%.2f x' % (ours / base) if ours >= base / 2 else ('1/%.1f' if base < 10 * ours else '1/%.0f') % (base / ours)) if base and ours else ''
            verdicts.append('<= %s%s%s' % (share, name, has))
        cells = [said(value('imr', n), digits) for n in sizes] + [said(value(p, size), digits) for p in peers]
        print('| %s | %s | %s | %s | %s |' % (aim, what, ' | '.join(cells), ', '.join(verdicts),
                                              '' if not verdicts else 'met' if met else 'MISSED'))
    for (program, n), run in sorted(pooled.items()):
        left = sorted({x for r in run.runs for x in r.get('left', ())})
        noise = run.of('other_cpu')
        notes = ['only %d of %d ready' % (len(run.runs), len(runs[program, n]))] if len(run.runs) < len(runs[program, n]) else []
        notes += ['left behind: ' + ' '.join(left)] if left else []
        notes += ['other work: %.1f cores' % noise] if noise and noise > 0.3 else []
        if notes:
            print('- %s, %s: %s' % (program, short(n), '; '.join(notes)))


if __name__ == '__main__':
    if len(sys.argv) == 5 and sys.argv[1] == 'data':
        data(*sys.argv[2:])
    elif len(sys.argv) == 3 and sys.argv[1] == 'table':
        table(sys.argv[2])
    else:
        sys.exit(__doc__)
