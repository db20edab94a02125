"""Pure rules of the guideline and the strict reader of its data files. Plain Python, no Django."""
