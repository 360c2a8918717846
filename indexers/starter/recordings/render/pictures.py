"""Small animations, drawn frame by frame: uint8 (height, width, 3)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Rgb = NDArray[np.uint8]
RATE_HZ = 12
WIDTH, HEIGHT = 320, 180


def _drawn(background: tuple[int, int, int]) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (WIDTH, HEIGHT), background)
    return image, ImageDraw.Draw(image)


def ball() -> Iterator[Rgb]:
    """A red ball bounces over stripes of bright colour; six quick scenes."""
    skies = ((255, 214, 0), (0, 200, 255), (255, 105, 180), (120, 230, 80), (255, 140, 0), (160, 110, 255))
    for frame in range(24 * RATE_HZ):
        scene, t = divmod(frame, 4 * RATE_HZ)
        image, draw = _drawn(skies[scene % 6])
        draw.rectangle((0, 140, WIDTH, HEIGHT), fill=skies[(scene + 2) % 6])
        x = 20 + (t * 6) % (WIDTH - 40)
        y = 135 - abs(math.sin(t / 5)) * 95
        squash = 4 if y > 120 else 0
        draw.ellipse((x - 16 - squash, y - 16 + squash, x + 16 + squash, y + 16), fill=(220, 20, 40))
        yield np.asarray(image)


def tramp() -> Iterator[Rgb]:
    """Black and white, with title cards: a man in a hat fights a street lamp, and loses."""
    cards = {0: "A MAN. A LAMP.", 8: '"After you."', 16: "THE END"}
    for frame in range(20 * RATE_HZ):
        second = frame / RATE_HZ
        card = next((text for at, text in cards.items() if at <= second < at + 2), None)
        if card:
            image, draw = _drawn((10, 10, 10))
            draw.rectangle((20, 20, WIDTH - 20, HEIGHT - 20), outline=(200, 200, 200), width=2)
            draw.text((WIDTH / 2, HEIGHT / 2), card, fill=(235, 235, 235), anchor="mm", font_size=22)
        else:
            image = _street(second)
        noise = np.random.default_rng(frame).normal(0, 6, (HEIGHT, WIDTH, 1))
        yield np.clip(np.asarray(image, np.int16) + noise, 0, 255).astype(np.uint8)


def _street(second: float) -> Image.Image:
    image, draw = _drawn((190, 190, 190))
    draw.rectangle((0, 150, WIDTH, HEIGHT), fill=(90, 90, 90))
    lean = 14 * math.sin(second * 3) if second > 10 else 0
    draw.line((220, 150, 220 + lean, 40), fill=(30, 30, 30), width=5)
    draw.ellipse((208 + lean, 22, 232 + lean, 46), fill=(250, 250, 250), outline=(30, 30, 30))
    x = 40 + min(second, 6) * 26 - (max(0, second - 12) * 20)
    step = 8 * math.sin(second * 12)
    draw.line((x, 110, x - step, 150), fill=(20, 20, 20), width=4)
    draw.line((x, 110, x + step, 150), fill=(20, 20, 20), width=4)
    draw.line((x, 110, x, 75), fill=(20, 20, 20), width=5)
    draw.ellipse((x - 9, 56, x + 9, 76), fill=(220, 220, 220), outline=(20, 20, 20))
    draw.rectangle((x - 13, 52, x + 13, 56), fill=(15, 15, 15))
    draw.rectangle((x - 8, 42, x + 8, 54), fill=(15, 15, 15))
    draw.line((x, 85, x + 18, 95 + step / 2), fill=(20, 20, 20), width=3)
    return image


def dawn() -> Iterator[Rgb]:
    """One long shot: night over paper hills turns slowly into morning."""
    for frame in range(24 * RATE_HZ):
        day = frame / (24 * RATE_HZ)
        sky = (int(10 + 150 * day), int(12 + 120 * day**1.3), int(40 + 120 * day))
        image, draw = _drawn(sky)
        sun = 175 - 110 * day
        draw.ellipse((140, sun - 22, 184, sun + 22), fill=(int(120 + 130 * day), int(70 + 110 * day), 40))
        for layer, height in enumerate((120, 135, 152)):
            points = [(x, height + 14 * math.sin(x / (40 + 12 * layer) + layer)) for x in range(0, WIDTH + 8, 8)]
            shade = tuple(int(c * (0.25 + 0.2 * layer) * (0.3 + day)) for c in (70, 110, 120))
            draw.polygon([(0, HEIGHT), *points, (WIDTH, HEIGHT)], fill=shade)
        yield np.asarray(image)


FILMS: dict[str, Callable[[], Iterator[Rgb]]] = {
    "the-ball-who-would-not-stop": ball,
    "man-and-lamp": tramp,
    "dawn-over-paper-hills": dawn,
}
