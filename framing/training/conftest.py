"""Without torch, the examples in the modules of training cannot be run, and nothing here is."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("torch") else ["[a-z]*.py"]
