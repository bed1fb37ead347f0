"""A folder for a teacher: lessons, worksheets, their key, coding pages, notebooks, corpus."""
