"""Headers of the public fields that offices use and rulebooks need not list."""

from __future__ import annotations

SYNONYMS: dict[str, tuple[str, ...]] = {
    "name": (
        "Tên cá nhân", "Tên cá nhân/tập thể", "Tên cá nhân, tập thể, hộ gia đình", "Họ tên/Tên tập thể",
        "Họ và tên/Tên đơn vị", "Tên tập thể, cá nhân được đề nghị", "Họ và tên người được đề nghị",
        "Tên tập thể/cá nhân",
    ),
    "birth_year": (
        "Ngày sinh", "Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "Sinh năm", "Năm sinh (cá nhân)",
        "Ngày tháng năm sinh (cá nhân)",
    ),
    "category": ("Phân loại tập thể", "Mã phân loại tập thể", "Mã phân loại đối tượng", "Mã đối tượng"),
    "kind": ("Hình thức đối tượng", "Loại hình đối tượng"),
    "commune": ("Xã (phường)", "Xã/phường/thị trấn", "Tên xã, phường", "Tên xã/phường", "Thuộc xã/phường"),
}
