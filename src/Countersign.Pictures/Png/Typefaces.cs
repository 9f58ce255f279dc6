using SkiaSharp;

namespace Countersign.Pictures.Png;

/// <summary>
/// The letters of a picture. A server often has no typeface at all, so Inter comes along, from the package that carries it; for Chinese,
/// Japanese and Korean names the machine's own are asked.
/// </summary>
internal sealed class Typefaces : IDisposable
{
    private readonly SKTypeface _regular;
    private readonly SKTypeface _bold;
    private readonly SKFont _any;

    public Typefaces()
    {
        using var archive = FontArchive.Open("Inter");
        _regular = Read("Inter-Regular.ttf");
        _bold = Read("Inter-SemiBold.ttf");
        _any = new SKFont(_regular);

        SKTypeface Read(string name)
        {
            using var data = SKData.CreateCopy(archive.Read(name));
            return SKTypeface.FromData(data) ?? throw new InvalidOperationException($"{name} is no typeface.");
        }
    }

    // Fitted to the pixels of a screen, letters would stand apart unevenly: these are shown at many sizes.
    public SKFont Font(double size, bool bold) => new(bold ? _bold : _regular, (float)size)
    {
        Subpixel = true,
        LinearMetrics = true,
        Hinting = SKFontHinting.None,
        Edging = SKFontEdging.Antialias,
    };

    /// <summary>Whether the letters are to be had. Scripts whose letters change by their neighbours are not: that takes more than a typeface.</summary>
    public bool CanWrite(string text) => text.EnumerateRunes().All(r => Has(r.Value) || Other(r.Value) is not null);

    /// <summary>The machine's typeface for a letter that Inter lacks; null when it has none.</summary>
    public static SKTypeface? Other(int letter) =>
        letter is (>= 0x2E80 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF)
            ? SKFontManager.Default.MatchCharacter(letter)
            : null;

    public bool Has(int letter) => _any.ContainsGlyph(letter);

    public void Dispose()
    {
        _any.Dispose();
        _regular.Dispose();
        _bold.Dispose();
    }
}
