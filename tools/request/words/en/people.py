"""Surnames and nicknames that by themselves mean one person, whether or not the catalogue credits them."""

from __future__ import annotations

_FULL = """Pedro Almodóvar; Robert Altman; Paul Thomas Anderson; Wes Anderson; Michelangelo Antonioni;
Darren Aronofsky; Noah Baumbach; 
Ingmar Bergman; Bernardo Bertolucci; Kathryn Bigelow; Bong Joon-ho; Danny Boyle; Robert Bresson; Mel Brooks;
Tim Burton; Luis Buñuel; 
James Cameron; Jane Campion; Frank Capra; John Carpenter; John Cassavetes; Damien Chazelle; Ryan Coogler;
Francis Ford Coppola; 
Sofia Coppola; Roger Corman; Wes Craven; David Cronenberg; Alfonso Cuarón; Guillermo del Toro; Brian De Palma;
Vittorio De Sica; 
Xavier Dolan; Ava DuVernay; Clint Eastwood; Robert Eggers; Sergei Eisenstein; Asghar Farhadi; Rainer Werner Fassbinder;
Federico Fellini; David Fincher; John Ford; Miloš Forman; Terry Gilliam; Jean-Luc Godard; Greta Gerwig; Michael Haneke;
Howard Hawks; Werner Herzog; Alfred Hitchcock; John Hughes; John Huston; Alejandro González Iñárritu; Peter Jackson;
Jim Jarmusch; 
Jean-Pierre Jeunet; Charlie Kaufman; Elia Kazan; Abbas Kiarostami; Krzysztof Kieślowski; Hirokazu Kore-eda;
Stanley Kubrick; 
Akira Kurosawa; Fritz Lang; Yorgos Lanthimos; David Lean; Ang Lee; Spike Lee; Mike Leigh; Sergio Leone;
Richard Linklater; Ken Loach; 
Ernst Lubitsch; George Lucas; Sidney Lumet; David Lynch; Terrence Malick; Martin McDonagh; Adam McKay; Sam Mendes;
Hayao Miyazaki; 
F. W. Murnau; Christopher Nolan; Yasujirō Ozu; Park Chan-wook; Jordan Peele; Sam Peckinpah; Roman Polanski;
Sydney Pollack; 
Otto Preminger; Satyajit Ray; Rob Reiner; Jean Renoir; Guy Ritchie; Éric Rohmer; Roberto Rossellini;
David O. Russell; Martin Scorsese; 
Ridley Scott; Céline Sciamma; M. Night Shyamalan; Kevin Smith; Steven Soderbergh; Zack Snyder; Steven Spielberg;
Oliver Stone; 
Quentin Tarantino; Andrei Tarkovsky; Jacques Tati; Joachim Trier; Lars von Trier; François Truffaut; Gus Van Sant;
Agnès Varda; 
Paul Verhoeven; Denis Villeneuve; Lana Wachowski; Taika Waititi; Peter Weir; Orson Welles; Wim Wenders; Billy Wilder;
Wong Kar-wai; 
Edgar Wright; Edward Yang; Zhang Yimou; Robert Zemeckis; Fred Zinnemann; Chloé Zhao; Judd Apatow; J. J. Abrams;
Nora Ephron; 
Charlie Chaplin; Buster Keaton; Aaron Sorkin; David Attenborough; Ken Burns; Louis Theroux; Agatha Christie;
Stephen King; 
Al Pacino; Robert De Niro; Leonardo DiCaprio; Marilyn Monroe; Humphrey Bogart; Audrey Hepburn; Katharine Hepburn;
Cary Grant; 
Meryl Streep; Tom Hanks; Brad Pitt; Johnny Depp; Denzel Washington; Morgan Freeman; Harrison Ford;
Arnold Schwarzenegger; 
Sylvester Stallone; Nicolas Cage; Keanu Reeves; Jack Nicholson; Dustin Hoffman; Jodie Foster; Sigourney Weaver;
Cate Blanchett; 
Kate Winslet; Scarlett Johansson; Ryan Gosling; Matt Damon; Ben Affleck; George Clooney; Adam Sandler; Will Ferrell;
Jim Carrey; 
Robin Williams; Eddie Murphy; Bill Murray; Steve Carell; Melissa McCarthy; Sandra Bullock; Julia Roberts; Hugh Grant;
Colin Firth; 
Emma Thompson; Emma Stone; Emma Watson; Natalie Portman; Anne Hathaway; Jennifer Lawrence; Amy Adams; Tilda Swinton;
Frances McDormand; 
Saoirse Ronan; Timothée Chalamet; Florence Pugh; Margot Robbie; Joaquin Phoenix; Christian Bale; Heath Ledger;
Daniel Day-Lewis; 
Anthony Hopkins; Liam Neeson; Samuel L. Jackson; Bruce Willis; Jackie Chan; Jet Li; Bruce Lee; Toshiro Mifune;
Isabelle Huppert; 
Juliette Binoche; Marion Cotillard; Catherine Deneuve; Gérard Depardieu; Penélope Cruz; Javier Bardem; Antonio Banderas;
Song Kang-ho; Shah Rukh Khan; Jake Gyllenhaal; Benedict Cumberbatch; Tom Cruise; Dwayne Johnson; Vin Diesel;
Jason Statham; 
Angelina Jolie; Jennifer Aniston; Jonah Hill; Seth Rogen; Channing Tatum; Kevin Hart; Mark Wahlberg; Paul Rudd;
Robert Downey Jr.; 
Dario Argento; Shia LaBeouf; Zach Galifianakis; David Bowie; Bob Dylan; Bruce Springsteen; Jimi Hendrix;
Joni Mitchell; Nina Simone; 
Jean-Claude Van Damme; Steven Seagal; Chuck Norris; Jennifer Lopez; Kendrick Lamar; Eminem; Beyoncé; Taylor Swift;
Adele; Rihanna; 
Lady Gaga; Kanye West; Billie Eilish; Radiohead; Rowan Atkinson; Simon Pegg; Hugh Jackman; Ryan Reynolds;
Chris Evans; Chris Hemsworth; 
Chris Pratt; Zendaya; Tom Holland; Anya Taylor-Joy; Ana de Armas; Pedro Pascal; Idris Elba; Viola Davis;
Octavia Spencer; Mel Gibson; 
Kevin Costner; Kurt Russell; Michael Caine; Sean Connery; Daniel Craig; Pierce Brosnan; Judi Dench; Maggie Smith;
Helen Mirren; Ian McKellen; 
Gary Oldman; Ralph Fiennes; Hugh Laurie; Stephen Fry; Ricky Gervais; Sacha Baron Cohen; Will Smith; Ben Stiller;
Owen Wilson; Jack Black; 
Mila Kunis; Jessica Chastain; Charlize Theron; Nicole Kidman; Cameron Diaz; Drew Barrymore; Reese Witherspoon;
Rachel McAdams; Gal Gadot; 
Dolly Parton; Elvis Presley; Michael Jackson; Freddie Mercury; Amy Winehouse; Woody Allen; Mike Flanagan; Ari Aster;
James Gunn; Peter Jackson; 
Aretha Franklin; Kate Bush; Tom Waits; Youssef Chahine; Brian Eno; Miles Davis; John Coltrane; Nick Cave;
Leonard Cohen; Johnny Cash"""

FULL_NAMES: tuple[str, ...] = tuple(name.strip() for name in _FULL.replace("\n", " ").split(";"))

# A surname that several of them share means the one given here.
SHARED: dict[str, str] = {
    "coppola": "Francis Ford Coppola", "hepburn": "Audrey Hepburn", "trier": "Lars von Trier",
    "de niro": "Robert De Niro",
    "deniro": "Robert De Niro", "del toro": "Guillermo del Toro", "de palma": "Brian De Palma",
    "dicaprio": "Leonardo DiCaprio",
    "di caprio": "Leonardo DiCaprio", "leo": "Leonardo DiCaprio", "the rock": "Dwayne Johnson",
    "rdj": "Robert Downey Jr.",
    "pta": "Paul Thomas Anderson", "bong": "Bong Joon-ho", "wong kar wai": "Wong Kar-wai",
    "schwarzenegger": "Arnold Schwarzenegger",
    "arnie": "Arnold Schwarzenegger", "mcconaughey": "Matthew McConaughey", "von trier": "Lars von Trier",
    "hitch": "Alfred Hitchcock", "clint": "Clint Eastwood", "denzel": "Denzel Washington", "keanu": "Keanu Reeves",
    "meryl": "Meryl Streep", "bogart": "Humphrey Bogart", "day lewis": "Daniel Day-Lewis",
    "jlo": "Jennifer Lopez", "j lo": "Jennifer Lopez", "van damme": "Jean-Claude Van Damme",
    "jcvd": "Jean-Claude Van Damme", "kendrick": "Kendrick Lamar", "arnold": "Arnold Schwarzenegger",
    "stallone": "Sylvester Stallone",
    "sam jackson": "Samuel L. Jackson", "van sant": "Gus Van Sant", "kore eda": "Hirokazu Kore-eda",
    "shyamalan": "M. Night Shyamalan",
    "robert downey": "Robert Downey Jr.", "cruise": "Tom Cruise", "anderson": "Wes Anderson",
}  # fmt: skip

# Surnames that are everyday words or belong to many: they need the first name.
NOT_ALONE = frozenset(
    """anderson stone king lee smith ford hill cage grant chase hart cash cave williams wright lang hughes jackson
    scott ray allen lean brooks crowe law rock adams watson davis johnson diesel murray murphy roberts phoenix bale
    foster weaver freeman washington wilder carpenter craven boyle howard lucas weir li chan cruise thompson
    lawrence willis russell cruz khan cohen yang hoffman park edwards simone bush mitchell franklin swift west smith
    evans pratt holland elba spencer gibson russell craig black wilson diaz fry jackson aster gunn presley parton
    mercury joy armas cohen laurie dench still stiller lopez""".split()
)

# By these alone a person is meant, though works are called so too (Hitchcock, Chaplin).
PERSONS: frozenset[str] = frozenset(SHARED) | {
    surname for name in FULL_NAMES if (surname := name.split()[-1].lower()) not in NOT_ALONE and len(surname) > 4
}

# One word for two people.
PAIRS: dict[str, tuple[str, ...]] = {
    "coen brothers": ("Joel Coen", "Ethan Coen"), "coen brother": ("Joel Coen", "Ethan Coen"), "coens": ("Joel Coen",
    "Ethan Coen"),
    "the coens": ("Joel Coen", "Ethan Coen"), "wachowskis": ("Lana Wachowski", "Lilly Wachowski"),
    "safdie brothers": ("Josh Safdie", "Benny Safdie"),
    "dardenne brothers": ("Jean-Pierre Dardenne", "Luc Dardenne"), "dardennes": ("Jean-Pierre Dardenne",
    "Luc Dardenne"),
    "russo brothers": ("Anthony Russo", "Joe Russo"), "farrelly brothers": ("Peter Farrelly", "Bobby Farrelly"),
    "marx brothers": ("Groucho Marx", "Harpo Marx", "Chico Marx"),
}  # fmt: skip
