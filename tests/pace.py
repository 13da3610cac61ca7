"""How fast this machine computes just now, so that a promise of seconds is held against the program alone.

The limits in the tests are seconds of a plain machine, one that does :func:`_work` in ``PLAIN``. A machine that
shares its cores with strangers may compute at a third of its own pace for an hour, and no clock of the process tells
so: then the limits are as many times longer. Each was measured to be kept on a plain machine with a third to spare.
"""

import gc
import os
import time

PLAIN = 0.040  # seconds of computing, the median on a quiet machine of two cores


def _work():
    """What readers do all day: texts cut, looked at, kept by the ten thousand."""
    kept = {}
    for number in range(40_000):
        word = f"row {number}, a step"
        kept[word] = [part.strip() for part in word.split(",")]
    return sum(len(parts) for parts in kept.values())


def _once():
    collects = gc.isenabled()
    gc.disable()  # what the tests before have left in memory is no matter of the machine's
    start = time.process_time()
    _work()
    took = time.process_time() - start
    if collects:
        gc.enable()
    return took


class Pace:
    """Seconds of computing, this process's and its children's.

    >>> with Pace() as pace: ...
    >>> assert pace.within(2.0), pace.computed
    """

    def __enter__(self):
        self._start = sum(os.times()[:4])
        return self

    def __exit__(self, *_):
        self.computed = sum(os.times()[:4]) - self._start

    def within(self, seconds):
        """Whether a plain machine would have needed no more ``seconds``. How slow this one is takes as long to find out as most
        of what is measured: it is asked where that decides."""
        return self.computed <= seconds or self.computed / times_slower() <= seconds


def times_slower():
    """The same for what is timed elsewhere."""
    return max(1.0, sorted(_once() for _ in range(3))[1] / PLAIN)


class Wall:
    """The same for what only a clock on the wall can time, as between a key and its picture in a browser. There what
    waits for a core counts too, so the limit is as many times longer as there were others who wanted each core.

    >>> with Wall() as wall: ...
    >>> assert took < wall.limit(1.0)
    """

    def __enter__(self):
        self._wanted = os.getloadavg()[0]
        return self

    def __exit__(self, *_):
        self._wanted = max(self._wanted, os.getloadavg()[0])

    def limit(self, plain):
        """What is allowed here where ``plain``, in any unit of time, is allowed on a quiet machine of two cores."""
        return plain * times_slower() * max(1.0, self._wanted / os.cpu_count())
