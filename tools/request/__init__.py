"""The one reader of the person's words: requests in every language, and a conversation folded into what stands."""

from tools.request.fold import read
from tools.request.parse import parse
from tools.request.state import Ambiguity, Feedback, Mention, Parsed, State, TitleMention

__all__ = ["Ambiguity", "Feedback", "Mention", "Parsed", "State", "TitleMention", "parse", "read"]
