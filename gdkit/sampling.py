"""Which examples go into each step: all of them, one, or a mini-batch.

A sampler stands for a data set of `examples` examples, numbered from 0.  Each pass of a
``for`` loop over it is one epoch, and gives a list of example numbers for each step:

>>> from gdkit.sampling import MiniBatches
>>> for batch in MiniBatches(examples=5, batch_size=2, seed=0):
...     print(len(batch))
2
2
1

``len(sampler)`` is the number of steps in an epoch.  The same seed gives the same batches;
the next epoch of a sampler gives new ones.
"""

from gdkit.random_numbers import RandomNumbers
from gdkit.validation import whole


class MiniBatches:
    """Each epoch shuffles the examples anew and deals them out in batches of `batch_size`.

    Every example appears exactly once an epoch.  The last batch holds what is left over,
    so it may be smaller.
    """

    def __init__(self, examples, batch_size, seed=0):
        self.examples = whole("examples", examples, at_least=1)
        self.batch_size = whole("batch_size", batch_size, at_least=1, at_most=self.examples)
        self.random = RandomNumbers(seed)

    def __len__(self):
        return -(-self.examples // self.batch_size)

    def __iter__(self):
        order = self.order()
        for i in range(0, self.examples, self.batch_size):
            yield order[i : i + self.batch_size]

    def order(self):
        """The example numbers in the order in which one epoch takes them."""
        return self.random.permutation(self.examples)


class SingleExamples(MiniBatches):
    """One example a step, in a new random order each epoch: stochastic gradient descent."""

    def __init__(self, examples, seed=0):
        super().__init__(examples, 1, seed)


class FullBatch(MiniBatches):
    """All examples in each step, in their own order: batch gradient descent."""

    def __init__(self, examples):
        super().__init__(examples, examples)

    def order(self):
        """The example numbers, unshuffled."""
        return list(range(self.examples))


class WithReplacement(MiniBatches):
    """Each example of each batch is drawn from all: some come twice, some never.

    An epoch misses a given one of N examples with probability (1 − 1/N)ᴺ, about 1/e.
    """

    def order(self):
        """As many example numbers as there are examples, each drawn from all."""
        return [self.random.below(self.examples) for _ in range(self.examples)]
