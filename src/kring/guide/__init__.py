"""
The guide (handreiking): measures with what is known of them, by sector and theme, in editions that stay as they are.

Made from the catalogue and from what organisations tell together; see ADR 16.
"""
