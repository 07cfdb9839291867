"""The eight lives of the Explore team, and what they say to each other besides."""

from demo.lives.ben import BEN
from demo.lives.chiara import CHIARA
from demo.lives.dana import DANA
from demo.lives.diego import DIEGO
from demo.lives.emre import EMRE
from demo.lives.fatima import FATIMA
from demo.lives.goran import GORAN
from demo.lives.hana import HANA
from demo.lives.life import Life

LIVES: tuple[Life, ...] = (DANA, BEN, CHIARA, DIEGO, EMRE, FATIMA, GORAN, HANA)
"""In the order of the cast."""
