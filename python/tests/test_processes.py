"""Analyzers and pipes in processes that others have started."""

import multiprocessing
import os
import subprocess
import sys
import textwrap

import pytest

# The parent has analysed on threads before, and its pipe is still under way: what a forked child inherits.
SCRIPT = """
    import itertools, multiprocessing, sys
    import inquit

    TEXTS = [f"“We have {n} boats,” said Ann Lee. She added that {n} had sunk." for n in range(200)]
    analyzer = inquit.Analyzer(model="fast", people=[inquit.Person("Ann Lee", aliases=["the mayor"])])

    def quotes(part):
        return [d.quotes[0].text for d in analyzer.pipe(TEXTS[part::4], threads=2, batch_size=3)]

    def documents(work):
        its, texts = work
        return list(its.pipe(texts, threads=2))

    if __name__ == "__main__":
        under_way = analyzer.pipe(itertools.cycle(TEXTS), threads=2, batch_size=3)
        next(under_way)
        alone = [analyzer.analyze(text) for text in TEXTS]
        with multiprocessing.get_context(sys.argv[1]).Pool(2) as pool:
            parts = pool.map(quotes, range(4))
            assert parts == [[d.quotes[0].text for d in alone[part::4]] for part in range(4)]
            # Analyzers go there, documents come back.
            for back in pool.map(documents, [(analyzer, TEXTS)] * 4):
                assert back == alone
        assert [d.text for d in itertools.islice(under_way, 1000)] == (TEXTS * 6)[1:1001]
        print("well")
"""


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_pools(method: str, tmp_path: os.PathLike[str]) -> None:
    script = os.path.join(tmp_path, "script.py")
    with open(script, "w", encoding="utf-8") as file:
        file.write(textwrap.dedent(SCRIPT))
    # Threads and fork: Python warns of it, rightly for others.
    command = [sys.executable, "-W", "ignore::DeprecationWarning", script, method]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout.strip()) == (0, "well"), done.stderr


INHERITED = """
    import itertools, os
    import inquit

    pipe = inquit.Analyzer(model=None).pipe(itertools.repeat("“It rains,” said Ann Lee."), threads=2)
    first = next(pipe)
    child = os.fork()
    if child == 0:
        try:
            next(pipe)
        except RuntimeError as error:
            print(error, flush=True)
        try:
            pipe.close()
        except RuntimeError:
            pass
        # What is there already can be read; the pipe is dropped with the child.
        assert first.quotes[0].speaker.name == "Ann Lee"
        del pipe
    else:
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert next(pipe) == first
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_pipe_that_a_child_inherits_says_so() -> None:
    command = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", textwrap.dedent(INHERITED)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert "can't be read in a forked process" in done.stdout


FORKED = """
    import os, threading
    import inquit

    analyzer = inquit.Analyzer(model="fast")
    long = "“It rains,” said Ann Lee, who thinks that it pours.\\n\\n" * 10_000
    alone = analyzer.analyze(long[: 1 << 17])
    under_way = threading.Thread(target=analyzer.analyze, args=(long,))
    under_way.start()
    child = os.fork()
    if child == 0:
        # Its own long text, on a thread of its own.
        os._exit(0 if analyzer.analyze(long[: 1 << 17]) == alone else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    under_way.join()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_child_that_is_forked_amid_a_long_text_analyses_its_own() -> None:
    command = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", textwrap.dedent(FORKED)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")


def test_importing_it_imports_nothing_else() -> None:
    script = "import sys; before = set(sys.modules); import inquit; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120)
    assert done.stdout.split() == ["inquit", "inquit._native"], done.stderr


def test_a_program_may_end_with_a_pipe_under_way() -> None:
    script = """
        import itertools, inquit
        pipe = inquit.Analyzer(model="fast").pipe(itertools.repeat("“It rains,” said Ann Lee."), threads=2)
        print(len(next(pipe).quotes))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "1\n", "")
