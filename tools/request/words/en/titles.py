"""Where a title may stand in a sentence: what leads up to it, and what follows it."""

from __future__ import annotations

from tools.request.words.en import cues

# Right before a title, strong enough for one in lower case.
LEADS: frozenset[str] = (
    frozenset(cues.LIKE) - {"prefer", "ex", "another", "meets", "go with", "the next", "fond of", "partial to"}
    | frozenset(cues.SEEN) - {"know", "caught", "heard", "came from", "finished", "watching"}
    | frozenset(cues.REJECT)
    | frozenset(cues.UNSEEN) - {"watch", "mentioned", "to see", "seen any", "you know", "do you know", "know how",
    "dont know", "heard it", "i heard", "heard that"}
    | frozenset(
        """back to;match to;match for;used to watch;no;isnt;is not;thats not;arent;into;tired of watching;watching
        disappointed in;disappointed by;try;try out;take a look at;look at;add;watch;her in;him in;was in;good in
        great in;them in;especially;check;like in;probably;not unlike;cried through;sat through;we know;i know
        swears by;swear by;raves about;do you know;stars for;star for;/ 5 for;/ 10 for;out of 10 for;out of 5 for
        favorites;favourites;favs;faves;favorite;favourite;between;meets;can i watch;can we watch;can you play;play
        have you got;why not;why did you recommend;why did you suggest;why did you pick;why recommend
        why do you recommend;why keep recommending
        why didnt you recommend;why didnt you suggest;why isnt;why wasnt;called;titled;named;compare
        difference between;tell me about;tell me more about
        more about;whats the difference between;how about;what about;whos in;who is in;who was in;who stars in
        who starred in;who acts in;who directed;who made
        who wrote;who plays in;director of;cast of;plot of;star of;stars of;length of;runtime of;rating of;score of
        genre of;language of;ending of;thumbs up for;thumbs down for;thumbs up to;thumbs down to;sequel to
        prequel to;sequels to;remake of;version of;part of;when did;when was
        how long is;how old is;is;was;give;gave;rate;rated;id give;i give;i rate;i rated;did;did you see
        do you have;have you got;got;you have;than;versus;vs
        better than;funnier than;shorter than;longer than;newer than;older than;darker than;lighter than
        scarier than;more than;other than;besides;apart from;except
        except for;not;leave;always leave;leave out;no more;recommending;recommend;suggest;recommended;suggested
        why do you keep recommending;keep recommending;what is;whats;instead of;where can i watch;about
        watched all of;all of;seen all of;both;either;been watching;started;starting;rewatching;rewatch;watched
        skip;avoid;ever see;see;saw;what year is;what year was
        in the mood for something like;the likes of;as;explain;my favorite is;my favourite is;mine is;meant;i meant
        i mean;mean;you suggested;you recommended;why was;what happens in
        read;finish;played;hear;which is better;whats better;what is better;pick;picking;why pick;why
        never finished;i own;similar movie to;similar film to;similar movies to;similar films to
        similar shows to""".replace("\n", ";").replace("        ", "").split(";")
    )
)  # fmt: skip
# Leads so loose that the title must have its capitals, or several words.
LOOSE = frozenset(
    """we know i know try watch add especially check probably meets between play watching is was not than no isnt into
    arent about did got why both either as give gave rate rated see read hear pick you have got part of mean all of
    version of how about what about do you have have you got recommend suggest recommended suggested recommending
    more than instead of other than called named explain have you heard heard about heard of like love enjoy prefer
    check out want to see know already know another such as watch want to watch favorite favourite is go with star
    of finish played started starting avoid skip except besides what is whats remember same as the next based on
    just like more like much like compare the feel of mix of""".split()
) | frozenset(
    """you have;we know;i know;try out;look at;take a look at;her in;him in;was in;good in;great in;them in;like in
    can i watch;can we watch;part of;all of;version of;how about;what about;do you have;have you got;more than
    instead of;other than;have you heard;heard about
    heard of;check out;want to see;already know;want to watch;favorite is;go with;what is;same as;based on
    the feel of;mix of;no more;for example;eg;ex;a la;is not""".replace("\n", ";").replace("    ", "").split(";")
)  # fmt: skip

# What people call works for short, in norm form.
NICKNAMES: dict[str, str] = {
    "lotr": "The Lord of the Rings", "lord of the rings": "The Lord of the Rings", "hp": "Harry Potter",
    "harry potter": "Harry Potter",
    "got": "Game of Thrones", "g o t": "Game of Thrones", "bb": "Breaking Bad", "bcs": "Better Call Saul",
    "himym": "How I Met Your Mother", "b99": "Brooklyn Nine-Nine", "brooklyn 99": "Brooklyn Nine-Nine",
    "brooklyn nine nine": "Brooklyn Nine-Nine", "parks and rec": "Parks and Recreation", "tbbt": "The Big Bang Theory",
    "big bang theory": "The Big Bang Theory", "ahs": "American Horror Story", "oitnb": "Orange Is the New Black",
    "twd": "The Walking Dead", "sopranos": "The Sopranos", "satc": "Sex and the City", "snl": "Saturday Night Live",
    "spider verse": "Spider-Man: Into the Spider-Verse", "into the spider verse": "Spider-Man: Into the Spider-Verse",
    "infinity war": "Avengers: Infinity War", "avengers infinity war": "Avengers: Infinity War",
    "avengers endgame": "Avengers: Endgame", "endgame": "Avengers: Endgame", "fury road": "Mad Max: Fury Road",
    "winter soldier": "Captain America: The Winter Soldier", "ragnarok": "Thor: Ragnarok",
    "empire strikes back": "The Empire Strikes Back", "phantom menace": "Star Wars: Episode I - The Phantom Menace",
    "the last jedi": "Star Wars: The Last Jedi", "temple of doom": "Indiana Jones and the Temple of Doom",
    "potc": "Pirates of the Caribbean", "gotg": "Guardians of the Galaxy", "eeaao": "Everything Everywhere All at Once",
    "ouatih": "Once Upon a Time in Hollywood", "lalaland": "La La Land", "bttf": "Back to the Future",
    "tlou": "The Last of Us", "fma": "Fullmetal Alchemist", "aot": "Attack on Titan",
    "atla": "Avatar: The Last Airbender",
    "avatar last airbender": "Avatar: The Last Airbender", "the last airbender": "Avatar: The Last Airbender",
    "eternal sunshine": "Eternal Sunshine of the Spotless Mind", "perks": "The Perks of Being a Wallflower",
    "silence of the lambs": "The Silence of the Lambs", "shawshank": "The Shawshank Redemption",
    "wolf of wall street": "The Wolf of Wall Street",
    "crouching tiger": "Crouching Tiger, Hidden Dragon", "dr strangelove": "Dr. Strangelove",
    "grand budapest": "The Grand Budapest Hotel",
    "budapest hotel": "The Grand Budapest Hotel", "benjamin button": "The Curious Case of Benjamin Button",
    "10 things": "10 Things I Hate About You", "crazy stupid love": "Crazy, Stupid, Love.",
    "deathly hallows": "Harry Potter and the Deathly Hallows",
    "fear and loathing": "Fear and Loathing in Las Vegas", "walter mitty": "The Secret Life of Walter Mitty",
}  # fmt: skip

# May stand between the lead and the title.
FILLERS = frozenset(
    """; - probably definitely honestly still the a an movie movies film films show shows series album albums song
    podcast called named also both either really just maybe say old original that this first new animated one my
    favorite favourite all of always absolutely and to watch watching " ' ( : recently lately once reading already
    even of course every other book game classic early late any more please how much so episode season some""".split()
)
# After a title that leads nowhere: the word still belongs to the title's mention, not to a limit.
AFTER = frozenset("movie movies film films series show franchise saga trilogy".split())
