"""
Portal: home, navigation and the pages that combine contexts.
"""
