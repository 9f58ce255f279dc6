using System.Globalization;
using Countersign.Pictures.Geometry;

namespace Countersign.Pictures;

/// <summary>
/// Colours as <c>0xRRGGBB</c>: blue against orange-red and brown stay apart for every usual kind of colour blindness, and each pair differs in
/// lightness or hatching too.
/// </summary>
public static class Palette
{
    public static uint Light(Ink ink) => ink switch
    {
        Ink.Paper => 0xFFFFFF,
        Ink.Words => 0x1F2328,
        Ink.Quiet => 0x59636E,
        Ink.Rule => 0xD1D9E0,
        Ink.Limit => 0x1F2328,
        Ink.First => 0x0969B5,
        Ink.FirstPale => 0xCFE4F7,
        Ink.Second => 0x8A5A00,
        Ink.SecondPale => 0xFBEFD5,
        Ink.Over => 0xC4410C,
        _ => 0xFFE3D6,
    };

    public static uint Dark(Ink ink) => ink switch
    {
        Ink.Paper => 0x16191D,
        Ink.Words => 0xE6EAEE,
        Ink.Quiet => 0x9DA7B1,
        Ink.Rule => 0x3D444D,
        Ink.Limit => 0xF0F3F6,
        Ink.First => 0x58A6E8,
        Ink.FirstPale => 0x16354F,
        Ink.Second => 0xD9A441,
        Ink.SecondPale => 0x3A2D0F,
        Ink.Over => 0xFF8A5C,
        _ => 0x4A2113,
    };

    internal static string Hex(uint colour) => string.Create(CultureInfo.InvariantCulture, $"#{colour:x6}");
}
