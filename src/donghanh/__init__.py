"""
Đồng Hành: the open customer-care platform for electricity distribution companies.

Read the house from outside in: `kernel` holds words, `engines` hold rules, `lawbook` holds the
State's numbers, `apps` remember, `adapters` translate, `faces` speak, `project` plugs together.
"""

__version__ = "0.5.0"
