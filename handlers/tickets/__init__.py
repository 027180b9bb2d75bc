"""A ticket: what somebody asks of us, followed from receipt to answer. Pure: no clock, chance or SQL.

What happened is `log`, what that comes to is `ticket`, what may happen next is `machine`, until when is
`clocks`.
"""
