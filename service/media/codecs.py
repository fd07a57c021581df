"""Owns the list of what may be decoded. Pure names, ffmpeg's own.

A codec is what a track holds; a decoder is the code that reads it. The second list also holds
the stand-ins an ffmpeg build may prefer for a codec in the first.
"""

PICTURE_CODECS = frozenset(
    {
        *("h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "h263", "mjpeg", "prores"),
        *("mpeg1video", "mpeg2video", "msmpeg4v2", "msmpeg4v3", "wmv1", "wmv2"),
    }
)

SOUND_CODECS = frozenset(
    {
        *("aac", "mp3", "opus", "vorbis", "flac", "alac", "amr_nb", "amr_wb", "ac3", "eac3"),
        *("mp2", "wmav1", "wmav2"),
        *("adpcm_ima_wav", "adpcm_ms", "adpcm_ima_qt"),
        *("pcm_u8", "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be", "pcm_s32le"),
        *("pcm_s32be", "pcm_f32le", "pcm_f32be", "pcm_f64le", "pcm_alaw", "pcm_mulaw"),
    }
)

_STAND_INS = frozenset(
    {
        *("libdav1d", "libaom-av1", "libvpx", "libvpx-vp9", "mp3float", "libopus", "libvorbis"),
        *("mp2float", "msmpeg4", "amrnb", "amrwb", "libopencore_amrnb", "libopencore_amrwb"),
    }
)

DECODERS = ",".join(sorted((PICTURE_CODECS | SOUND_CODECS | _STAND_INS) - {"amr_nb", "amr_wb"}))
"""For `-codec_whitelist`."""
