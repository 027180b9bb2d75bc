"""Settings in, running parts out: the only place that knows every adapter.

One file per process, so that each imports only what it runs: the SDK alone costs half a second and 70 MB.
"""
