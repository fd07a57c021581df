"""What exiftool may find in a rendition: tags of its structure, each with the values it may have.

The list is what ffmpeg writes of its own accord. A tag, a value or a group of tags that is not on
it is strange, whatever it says.
"""

import json
import re
import subprocess
from collections.abc import Mapping
from typing import Final

# By its group a tag says where it stands; those of metadata have groups of their own.
_GROUPS: Final = re.compile(r"File|QuickTime|Track[12]|Composite")
# What exiftool says of itself and of the pipe that it reads from.
_NOT_OF_THE_FILE: Final = re.compile(r"SourceFile|ExifTool:.*|System:.*")

_NUMBER: Final = r"\d+(\.\d+)?"
_LENGTH: Final = r"0 s|\d+\.\d\d s|\d:\d\d:\d\d"
_BINARY: Final = r"\(Binary data \d+ bytes, use -b option to extract\)"
_NO_DATE: Final = "0000:00:00 00:00:00"

ALLOWED: Final[Mapping[str, str]] = {
    "FileType": "MP4|M4A",
    "FileTypeExtension": "mp4|m4a",
    "MIMEType": "(video|audio)/mp4",
    "MajorBrand": r"MP4 Base Media v1 \[IS0 14496-12:2003\]",
    "MinorVersion": r"0\.2\.0",
    "CompatibleBrands": r"\['isom', 'iso2', ('avc1', )?'mp41'\]",
    **dict.fromkeys(("CreateDate", "ModifyDate"), _NO_DATE),
    **dict.fromkeys(("TrackCreateDate", "TrackModifyDate"), _NO_DATE),
    **dict.fromkeys(("MediaCreateDate", "MediaModifyDate"), _NO_DATE),
    **dict.fromkeys(("MovieHeaderVersion", "TrackHeaderVersion", "MediaHeaderVersion"), "[01]"),
    **dict.fromkeys(("PreviewTime", "PreviewDuration", "PosterTime", "CurrentTime"), "0 s"),
    **dict.fromkeys(("SelectionTime", "SelectionDuration"), "0 s"),
    **dict.fromkeys(("Duration", "TrackDuration", "MediaDuration"), _LENGTH),
    **dict.fromkeys(("TimeScale", "MediaTimeScale", "NextTrackID", "TrackID"), r"\d+"),
    **dict.fromkeys(("MediaDataSize", "MediaDataOffset"), r"\d+"),
    **dict.fromkeys(("ImageWidth", "ImageHeight"), r"\d+"),
    **dict.fromkeys(("SourceImageWidth", "SourceImageHeight"), r"\d+"),
    **dict.fromkeys(("BufferSize", "MaxBitrate", "AverageBitrate"), r"\d+"),
    **dict.fromkeys(("VideoFrameRate", "Megapixels"), _NUMBER),
    **dict.fromkeys(("MediaData", "Free"), _BINARY),
    **dict.fromkeys(("AVCConfiguration", "SyncSampleTable", "TimeToSampleTable"), _BINARY),
    **dict.fromkeys(("CompositionTimeToSample", "SampleToChunk", "SampleSizes"), _BINARY),
    **dict.fromkeys(("ChunkOffset", "SampleGroupDescription", "SampleToGroup"), _BINARY),
    **dict.fromkeys(("Unknown_edts", "Unknown_esds", "Unknown_btrt"), _BINARY),
    # What the worker itself puts behind the film, once: the tests read all of it.
    "UUID-Unknown": _BINARY,
    "MatrixStructure": "1 0 0 0 1 0 0 0 1",
    "PreferredRate": "1",
    "PreferredVolume": r"100\.00%",
    "TrackLayer": "0",
    "TrackVolume": r"(0|100)\.00%",
    "Balance": "0",
    "Rotation": "0",
    "MediaLanguageCode": "und",
    # The last is that of the empty list which ffmpeg always writes, and so is its maker.
    "HandlerType": "Video Track|Audio Track|Metadata",
    "HandlerVendorID": "Apple",
    "HandlerDescription": "VideoHandler|SoundHandler",
    "CompressorID": "avc1",
    "CompressorName": "Lavc libx264",
    "GraphicsMode": "srcCopy",
    "OpColor": "0 0 0",
    **dict.fromkeys(("XResolution", "YResolution"), "72"),
    "BitDepth": "24",
    "PixelAspectRatio": "1:1",
    "ColorRepresentation": r"nclx \d+ \d+ \d+",
    **dict.fromkeys(("ColorProfiles",), "nclx"),
    **dict.fromkeys(
        ("ColorPrimaries", "TransferCharacteristics", "MatrixCoefficients"), r"[\w .,/()-]+"
    ),
    "VideoFullRangeFlag": "Limited|Full",
    "AudioFormat": "mp4a",
    "AudioChannels": "2",
    "AudioBitsPerSample": "16",
    "AudioSampleRate": "48000",
    "ImageSize": r"\d+x\d+",
    "AvgBitrate": r"[\d.]+ [kM]bps",
}


def tags(content: bytes) -> dict[str, str]:
    """Return every tag that exiftool finds, by group and name; unknown and embedded ones too."""
    asked = ["exiftool", "-j", "-a", "-u", "-U", "-ee", "-G1", "-s", "-"]
    told = subprocess.run(asked, input=content, capture_output=True, check=False, timeout=60)
    (found,) = json.loads(told.stdout)
    return {
        name: str(value) for name, value in found.items() if not _NOT_OF_THE_FILE.fullmatch(name)
    }


def strange(found: Mapping[str, str]) -> dict[str, str]:
    """Return those that are not on the list, or say what the list does not let them say."""
    return {full: value for full, value in found.items() if not _is_structure(full, value)}


def _is_structure(full: str, value: str) -> bool:
    group, _, name = full.rpartition(":")
    allowed = ALLOWED.get(name)
    known = _GROUPS.fullmatch(group) is not None and allowed is not None
    return known and re.fullmatch(allowed or "", value) is not None


_PAGE_GROUPS: Final = re.compile(r"File|JFIF|Composite")
PAGE_ALLOWED: Final[Mapping[str, str]] = {
    "FileType": "JPEG",
    "FileTypeExtension": "jpg",
    "MIMEType": "image/jpeg",
    "JFIFVersion": r"1\.01",
    "ResolutionUnit": "None",
    **dict.fromkeys(("XResolution", "YResolution"), "1"),
    **dict.fromkeys(("ImageWidth", "ImageHeight"), r"\d+"),
    "EncodingProcess": "Baseline DCT, Huffman coding",
    "BitsPerSample": "8",
    "ColorComponents": "3",
    "YCbCrSubSampling": r"YCbCr4:2:0 \(2 2\)",
    "ImageSize": r"\d+x\d+",
    "Megapixels": _NUMBER,
}


def strange_on_page(found: Mapping[str, str]) -> dict[str, str]:
    """Return what exiftool found in a page that is not of its structure."""
    return {
        full: value
        for full, value in found.items()
        if not _PAGE_GROUPS.fullmatch(full.rpartition(":")[0])
        or not re.fullmatch(PAGE_ALLOWED.get(full.rpartition(":")[2], "(?!)"), value)
    }
