"""How the site is built: `sphinx-build -W docs site`."""

project = "framing"
author = "The framing developers"
copyright = author
extensions = ["myst_parser"]
exclude_patterns = ["site"]
html_theme = "furo"
html_title = "framing"
html_copy_source = False
html_show_sphinx = False
html_last_updated_fmt = None
myst_heading_anchors = 3
