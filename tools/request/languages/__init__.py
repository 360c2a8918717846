"""Languages other than English: found per message, and said in the English that the reader knows."""

from tools.request.languages.english import in_english, language_of, said_in

__all__ = ["in_english", "language_of", "said_in"]
