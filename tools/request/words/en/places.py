"""Languages, nationalities and countries.

A nationality with a language of its own means the language; one without means the country (contract).
"""

from __future__ import annotations

LANGUAGES: dict[str, str] = {
    "afrikaans": "af", "albanian": "sq", "arabic": "ar", "armenian": "hy", "basque": "eu", "bengali": "bn",
    "bosnian": "bs",
    "bulgarian": "bg", "burmese": "my", "cantonese": "cn", "catalan": "ca", "chinese": "zh", "mandarin": "zh",
    "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en", "esperanto": "eo",
    "estonian": "et",
    "farsi": "fa", "finnish": "fi", "french": "fr", "gaelic": "ga", "georgian": "ka", "german": "de", "greek": "el",
    "gujarati": "gu", "hebrew": "he", "hindi": "hi", "hungarian": "hu", "icelandic": "is", "indonesian": "id",
    "italian": "it", "japanese": "ja", "kannada": "kn", "kazakh": "kk", "khmer": "km", "korean": "ko", "kurdish": "ku",
    "lao": "lo", "latin": "la", "latvian": "lv", "lithuanian": "lt", "macedonian": "mk", "malay": "ms",
    "malayalam": "ml",
    "marathi": "mr", "mongolian": "mn", "nepali": "ne", "norwegian": "no", "pashto": "ps", "persian": "fa",
    "polish": "pl",
    "portuguese": "pt", "punjabi": "pa", "romanian": "ro", "russian": "ru", "serbian": "sr", "sinhala": "si",
    "slovak": "sk", "slovenian": "sl", "somali": "so", "spanish": "es", "swahili": "sw", "swedish": "sv",
    "tagalog": "tl",
    "filipino": "tl", "tamil": "ta", "telugu": "te", "thai": "th", "tibetan": "bo", "turkish": "tr", "ukrainian": "uk",
    "urdu": "ur", "uzbek": "uz", "vietnamese": "vi", "welsh": "cy", "yiddish": "yi", "zulu": "zu",
    "south korean": "ko", "k": "ko",
}  # fmt: skip

NATIONALITIES: dict[str, str] = {
    "british": "GB", "american": "US", "us": "US", "usa": "US", "uk": "GB", "english made": "GB", "irish": "IE",
    "scottish": "GB", "australian": "AU", "aussie": "AU", "canadian": "CA", "indian": "IN", "mexican": "MX",
    "brazilian": "BR", "argentinian": "AR", "argentine": "AR", "argentinean": "AR", "austrian": "AT", "belgian": "BE",
    "swiss": "CH", "chilean": "CL", "colombian": "CO", "cuban": "CU", "egyptian": "EG", "iranian": "IR", "iraqi": "IQ",
    "israeli": "IL", "jamaican": "JM", "kenyan": "KE", "lebanese": "LB", "moroccan": "MA", "new zealand": "NZ",
    "kiwi": "NZ", "nigerian": "NG", "north korean": "KP", "pakistani": "PK", "palestinian": "PS", "peruvian": "PE",
    "senegalese": "SN", "singaporean": "SG", "south african": "ZA", "soviet": "SU", "syrian": "SY", "taiwanese": "TW",
    "tunisian": "TN", "uruguayan": "UY", "venezuelan": "VE", "hong kong": "HK", "algerian": "DZ", "ethiopian": "ET",
    "bangladeshi": "BD", "luxembourgish": "LU", "maltese": "MT", "cypriot": "CY", "ghanaian": "GH", "afghan": "AF",
}  # fmt: skip

COUNTRIES: dict[str, str] = {
    "britain": "GB", "great britain": "GB", "united kingdom": "GB", "uk": "GB", "england": "GB", "scotland": "GB",
    "wales": "GB", "america": "US", "united states": "US", "united states of america": "US", "usa": "US", "us": "US",
    "states": "US", "ireland": "IE", "australia": "AU", "canada": "CA", "india": "IN", "mexico": "MX", "brazil": "BR",
    "argentina": "AR", "austria": "AT", "belgium": "BE", "switzerland": "CH", "chile": "CL", "colombia": "CO",
    "cuba": "CU", "egypt": "EG", "iran": "IR", "iraq": "IQ", "israel": "IL", "jamaica": "JM", "kenya": "KE",
    "lebanon": "LB", "morocco": "MA", "new zealand": "NZ", "nigeria": "NG", "north korea": "KP", "pakistan": "PK",
    "palestine": "PS", "peru": "PE", "senegal": "SN", "singapore": "SG", "south africa": "ZA", "soviet union": "SU",
    "ussr": "SU", "syria": "SY", "taiwan": "TW", "tunisia": "TN", "uruguay": "UY", "venezuela": "VE", "hong kong": "HK",
    "france": "FR", "germany": "DE", "italy": "IT", "spain": "ES", "portugal": "PT", "russia": "RU", "japan": "JP",
    "china": "CN", "korea": "KR", "south korea": "KR", "sweden": "SE", "norway": "NO", "denmark": "DK", "finland": "FI",
    "iceland": "IS", "netherlands": "NL", "holland": "NL", "poland": "PL", "czech republic": "CZ", "czechia": "CZ",
    "slovakia": "SK", "hungary": "HU", "romania": "RO", "bulgaria": "BG", "greece": "GR", "turkey": "TR",
    "ukraine": "UA", "serbia": "RS", "croatia": "HR", "slovenia": "SI", "bosnia": "BA", "albania": "AL",
    "georgia": "GE", "armenia": "AM", "estonia": "EE", "latvia": "LV", "lithuania": "LT", "thailand": "TH",
    "vietnam": "VN", "philippines": "PH", "indonesia": "ID", "malaysia": "MY", "cambodia": "KH", "mongolia": "MN",
    "nepal": "NP", "algeria": "DZ", "ethiopia": "ET", "ghana": "GH", "afghanistan": "AF", "bangladesh": "BD",
    "kazakhstan": "KZ", "luxembourg": "LU", "east germany": "DE", "west germany": "DE",
}  # fmt: skip

# A country in the place of its adjective: "a japan film".
SPOKEN_IN: dict[str, str] = {
    "japan": "ja", "korea": "ko", "china": "zh", "france": "fr", "germany": "de", "italy": "it", "spain": "es",
    "russia": "ru",
    "sweden": "sv", "norway": "no", "denmark": "da", "finland": "fi", "poland": "pl", "turkey": "tr", "greece": "el",
    "portugal": "pt", "thailand": "th", "iceland": "is", "hungary": "hu", "vietnam": "vi",
}  # fmt: skip

# Too short or too common to be a nationality without its capitals ("us", "k").
CASED_ONLY = frozenset({"us", "k"})

# A region means the languages spoken there.
REGIONS: dict[str, tuple[str, ...]] = {
    "scandinavian": ("sv", "da", "no"), "scandi": ("sv", "da", "no"), "scandinavia": ("sv", "da", "no"),
    "nordic": ("sv", "da", "no", "fi", "is"),
}  # fmt: skip
