"""Who did what, in the transaction in which it was done.

``action`` makes a function an action; ``created``, ``change`` and ``removed`` write and say what was written.
"""
