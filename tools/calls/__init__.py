"""The tools that a model may call: one file a tool, all of them in TOOLS."""

from tools.calls.explain_pick import explain_pick
from tools.calls.item_details import item_details
from tools.calls.record_feedback import record_feedback
from tools.calls.search_catalog import search_catalog
from tools.calls.set_rule import set_rule
from tools.calls.user_history import user_history

TOOLS = (search_catalog, item_details, explain_pick, user_history, record_feedback, set_rule)
