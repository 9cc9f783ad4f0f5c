"""The sync protocol in pure Python: no Flask, no SQL, no clock, no disk."""
