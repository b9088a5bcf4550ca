"""Chance that never changes: everything is drawn from random.Random(...).random(), whose sequence Python guarantees."""
import random


class Rng:
    def __init__(self, seed):
        self._r = random.Random(seed)

    def real(self, low=0.0, high=1.0):
        return low + (high - low) * self._r.random()

    def whole(self, low, high):
        """low..high, both included."""
        return low + int(self._r.random() * (high - low + 1))

    def pick(self, items):
        return items[int(self._r.random() * len(items))]

    def chance(self, share):
        return self._r.random() < share

    def shuffled(self, items):
        items = list(items)
        for i in range(len(items) - 1, 0, -1):
            j = self.whole(0, i)
            items[i], items[j] = items[j], items[i]
        return items


def largest_remainder(total, weights):
    """Whole numbers in proportion to the weights that add up to total exactly."""
    s = sum(weights)
    raw = [total * w / s for w in weights]
    out = [int(x) for x in raw]
    order = sorted(range(len(raw)), key=lambda i: (out[i] - raw[i], i))
    for i in order[:total - sum(out)]:
        out[i] += 1
    return out
