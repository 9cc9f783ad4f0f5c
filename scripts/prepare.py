"""Make the database ready for ./run: tables, demo people, and a list of them.

Three `doorstep` commands in one process, because starting one takes longer than what it does.
"""

from server.cli import doorstep, in_words

with in_words():
    for words in (["migrate"], ["demo", "--if-empty"], ["people", "--demo"]):
        doorstep.main(words, standalone_mode=False)
