"""Words that people take for passwords, here and elsewhere, written together and in small letters."""

from __future__ import annotations

COMMON = frozenset(
    # A text that is split reads better than two hundred quoted words.
    """
    password passw0rd matkhau matkhaucuatoi matkhaumoi matkhaumanh quenmatkhau admin administrator quantri
    quantrivien root user letmein welcome qwerty qwertyuiop qwertyuiopasdfghjkl asdfghjkl asdfghjklzxcvbnm
    zxcvbnm 1q2w3e4r5t 1qaz2wsx3edc 1qaz2wsx3edc4rfv iloveyou anhyeuem emyeuanh toiyeuvietnam yeuvietnam vietnam
    vietnamvodich congty uyban ubnd uybannhandan uybannhandanxa uybannhandantinh thiduakhenthuong
    thiduakhenthuongxa khenthuong xetkhen xetkhenthuong hoidong hoidongthidua nongthonmoi xaydungnongthonmoi
    bacho hochiminh hanoi saigon thanhphohochiminh doclaptudohanhphuc conghoaxahoichunghiavietnam 123456 1234567
    12345678 123456789 1234567890 123456789012345 1234567890123456 12345678901234567890 0123456789
    012345678901234 987654321 9876543210 987654321098765 111111111111111 000000000000000 abcdefghijklmno
    abcdefghijklmnop abcdefghijklmnopqrstuvwxyz abc123 abc123456 abcd1234 aaaaaa passwordpassword changeme
    changemeplease correcthorsebatterystaple trustno1 monkey dragon football iloveyouforever
    """.split()  # noqa: SIM905
)
