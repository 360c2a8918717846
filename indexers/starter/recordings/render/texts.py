"""What is said in the spoken recordings: chapters of sentences, in our own words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Talk:
    """`chapters`: (title, sentences). `voice`: a voice of eSpeak NG."""

    name: str
    voice: str
    words_a_minute: int
    chapters: tuple[tuple[str, tuple[str, ...]], ...]


TALKS = (
    Talk(
        "how-bread-rises",
        "en-gb",
        150,
        (
            (
                "Yeast at work",
                (
                    "Bread rises because something in the dough is alive.",
                    "Yeast is a fungus so small that a teaspoon holds billions of cells.",
                    "It eats the sugar in the flour and gives off carbon dioxide, the same gas as in lemonade.",
                    "A warm kitchen makes it work fast, and a cold one makes it slow.",
                ),
            ),
            (
                "The net that holds the gas",
                (
                    "Gas alone would simply escape.",
                    "When you knead, two proteins in the flour join into long elastic threads called gluten.",
                    "These threads form a net, and the bubbles are caught in it.",
                    "Rye has very little gluten, so a loaf of rye stays low and dense.",
                ),
            ),
            (
                "In the oven",
                (
                    "In the oven the gas swells once more, and the loaf jumps up in ten minutes.",
                    "Bakers call this oven spring.",
                    "Then the heat kills the yeast and sets the net, and the shape is there to stay.",
                    "The brown crust is sugar and protein that have reacted with each other, which is why it smells so good.",
                ),
            ),
        ),
    ),
    Talk(
        "why-the-sky-is-blue",
        "en-us",
        155,
        (
            (
                "Light and air",
                (
                    "Sunlight looks white, but it is a mixture of every colour.",
                    "On its way to us it meets the molecules of the air.",
                    "They are far smaller than a wave of light, and they scatter short waves much more than long ones.",
                    "Blue waves are short, so blue light reaches your eye from every side, and that is the colour of the sky.",
                ),
            ),
            (
                "Why sunsets are red",
                (
                    "In the evening the light has a longer way through the air.",
                    "By the time it arrives, most of the blue has been scattered away.",
                    "What is left is orange and red.",
                    "Dust and smoke make a sunset deeper still.",
                ),
            ),
            (
                "The sky on Mars",
                (
                    "Mars has hardly any air, but a great deal of fine dust.",
                    "The dust takes the blue away, and the sky at noon is the colour of butterscotch.",
                    "Around the setting sun, however, the sky of Mars turns blue.",
                ),
            ),
        ),
    ),
    Talk(
        "what-prime-numbers-are-for",
        "en-gb",
        145,
        (
            (
                "What a prime is",
                (
                    "A prime number can be divided only by one and by itself.",
                    "Seven is a prime, and so is thirteen, but fifteen is not, because it is three times five.",
                    "Every whole number is a product of primes, and in one way only.",
                ),
            ),
            (
                "They never end",
                (
                    "Is there a largest prime?",
                    "Euclid showed that there is none, more than two thousand years ago.",
                    "Multiply all the primes that you know and add one.",
                    "None of them divides the result, so there must be a prime that you did not know.",
                ),
            ),
            (
                "How they keep secrets",
                (
                    "Multiplying two large primes takes a computer no time at all.",
                    "Finding the two primes again from the product takes longer than anyone can wait.",
                    "That is how your bank keeps your password secret when you pay over the internet.",
                    "A large quantum computer could break this lock, and so mathematicians are building new ones.",
                ),
            ),
        ),
    ),
    Talk(
        "how-a-vaccine-teaches",
        "en-us",
        150,
        (
            (
                "A first meeting",
                (
                    "Your body remembers the illnesses that it has had.",
                    "White blood cells look at everything that comes in, and a few of them happen to fit the new enemy.",
                    "Those few multiply, but that takes about ten days, and in those days you are ill.",
                ),
            ),
            (
                "The lesson without the illness",
                (
                    "A vaccine shows the body a harmless piece of the germ, or a germ that has been weakened.",
                    "The cells that fit it multiply all the same.",
                    "A sore arm and a little fever are signs that the lesson has begun.",
                ),
            ),
            (
                "Memory cells",
                (
                    "When the lesson is over, some of these cells stay behind for years.",
                    "They are called memory cells.",
                    "If the real germ arrives, they answer within hours instead of days, and you may never notice.",
                ),
            ),
        ),
    ),
    Talk(
        "small-hours-why-we-dream",
        "en-gb-scotland",
        150,
        (
            (
                "Welcome",
                (
                    "Welcome to Small Hours, the podcast for people who are still awake.",
                    "Tonight I want to talk about dreams, and why we have them at all.",
                ),
            ),
            (
                "The sleeping brain",
                (
                    "About every ninety minutes your eyes begin to move quickly behind their lids.",
                    "In that phase the brain is nearly as busy as by day, but the muscles are switched off.",
                    "Cats have it too, which is why their paws twitch.",
                ),
            ),
            (
                "What dreams may be for",
                (
                    "One idea is that we rehearse dangers, so that we are quicker when they come.",
                    "Another is that the brain sorts the day, and keeps what mattered.",
                    "And perhaps a dream is just noise, and the story is what we make of it when we wake.",
                    "Sleep well, and good night.",
                ),
            ),
        ),
    ),
)
