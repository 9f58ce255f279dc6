using System.Buffers.Binary;
using Countersign.Core.Charts;
using Countersign.Pictures;
using Countersign.Pictures.Geometry;
using Countersign.Pictures.Png;
using Shouldly;
using SkiaSharp;
using Xunit;
using Shape = Countersign.Pictures.Geometry.Shape;

namespace Countersign.Adapters.Tests.Pictures;

public sealed class PictureTests : IDisposable
{
    private readonly WeekPicture _picture = new();
    private readonly Typefaces _typefaces = new();

    public void Dispose()
    {
        _picture.Dispose();
        _typefaces.Dispose();
    }

    public static TheoryData<string> Names => [.. Weeks.Named.Select(n => n.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_week_is_a_picture_of_telephone_width_at_twice_the_density(string name)
    {
        var png = _picture.Draw(Week(name));
        Keep(name, png);

        png.AsSpan(0, 8).ToArray().ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)).ShouldBe(720);
        BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)).ShouldBeInRange(300, 3_500);
        png.Length.ShouldBeInRange(10_000, 600_000);
    }

    [Fact]
    public void The_picture_in_the_documents_is_of_a_week_that_the_program_counted()
    {
        var path = Path.Combine(AppContext.BaseDirectory.Split("/tests/")[0], "docs", "pictures", "week.png");
        var drawn = _picture.Draw(CountedWeek.Payments);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllBytes(path, drawn);

        using var now = SKBitmap.Decode(drawn);
        using var then = SKBitmap.Decode(path);
        (then.Width, then.Height).ShouldBe((now.Width, now.Height), "UPDATE_GOLDEN=1 draws it anew");
        // Another machine may round an edge otherwise.
        now.Pixels.Zip(then.Pixels).Count(p => p.First != p.Second).ShouldBeLessThan(now.Pixels.Length / 500, "UPDATE_GOLDEN=1 draws it anew");
    }

    [Fact]
    public void Every_team_has_its_own_whatever_its_size()
    {
        foreach (var (name, week) in CountedWeek.Teams.Append(CountedWeek.Thirty).Append(CountedWeek.Payments).Select(w => (w.Title.Split(' ')[0], w)))
            Keep($"counted-{name}", _picture.Draw(week));
        var thirty = Drawings.Of(CountedWeek.Thirty.Loads, 328).Shapes.OfType<Shape.Label>().Select(l => l.Text).ToList();
        thirty.ShouldContain("3 others");
        thirty.ShouldNotContain(text => text.StartsWith("none", StringComparison.Ordinal) && !text.StartsWith("none of", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_week_is_the_same_picture() => _picture.Draw(Weeks.Usual).ShouldBe(_picture.Draw(Weeks.Usual));

    [Fact]
    public void It_brings_its_own_paper_so_that_it_reads_in_a_dark_chat()
    {
        using var bitmap = SKBitmap.Decode(_picture.Draw(Weeks.Usual));

        bitmap.Pixels.ShouldAllBe(p => p.Alpha == 255);
        bitmap.GetPixel(0, 0).ShouldBe(SKColors.White);
        bitmap.GetPixel(719, bitmap.Height - 1).ShouldBe(SKColors.White);
    }

    [Fact]
    public void Nothing_is_painted_on_its_margin()
    {
        foreach (var (name, week) in Weeks.Named)
        {
            using var bitmap = SKBitmap.Decode(_picture.Draw(week));
            for (var y = 0; y < bitmap.Height; y++)
                for (var x = 0; x < 24; x++)
                    (bitmap.GetPixel(x, y), bitmap.GetPixel(719 - x, y)).ShouldBe((SKColors.White, SKColors.White), $"{name} at {x}, {y}");
        }
    }

    [Fact]
    public void No_text_takes_more_room_than_was_reckoned_with()
    {
        var texts = Weeks.Named.Select(n => n.Week).Concat(Weeks.MadeUp(3, 40)).SelectMany(w => w.All)
            .SelectMany(c => Drawings.Of(c, 328).Shapes.OfType<Shape.Label>()).Select(l => l.Text)
            .Concat(Enumerable.Range(32, 0x530 - 32).Select(c => new string((char)c, 3)).Where(_typefaces.CanWrite))
            .Append("½ × ≤ … – — “quotes” €").Distinct();

        texts.Where(_typefaces.CanWrite).Where(text => Canvas.Measure(text, 13, bold: true, _typefaces) > TextWidth.Of(text, 13)).ShouldBeEmpty();
    }

    [Fact]
    public void A_name_whose_letters_are_not_to_be_had_is_its_place_in_the_list()
    {
        _typefaces.CanWrite("Ana Ångström Ελένη Ђорђе").ShouldBeTrue();
        _typefaces.CanWrite("محمد").ShouldBeFalse();
        var arabic = Weeks.One with { Loads = new([new PersonLoad("محمد", 1, 10, 300)]) };
        var place = Weeks.One with { Loads = new([new PersonLoad("No. 1 in the list", 1, 10, 300)]) };

        _picture.Draw(arabic).ShouldBe(_picture.Draw(place));
    }

    [Fact]
    public void Words_and_marks_stand_out_from_what_they_are_drawn_on()
    {
        foreach (var colours in (Func<Ink, uint>[])[Palette.Light, Palette.Dark])
        {
            foreach (var ink in (Ink[])[Ink.Words, Ink.Quiet])
                Contrast(colours(ink), colours(Ink.Paper)).ShouldBeGreaterThanOrEqualTo(4.5, $"{ink}");
            foreach (var ink in (Ink[])[Ink.Limit, Ink.First, Ink.Second, Ink.Over])
                Contrast(colours(ink), colours(Ink.Paper)).ShouldBeGreaterThanOrEqualTo(3, $"{ink}");
            Contrast(colours(Ink.First), colours(Ink.FirstPale)).ShouldBeGreaterThanOrEqualTo(3);
            Contrast(colours(Ink.Over), colours(Ink.OverPale)).ShouldBeGreaterThanOrEqualTo(3);
            Contrast(colours(Ink.Second), colours(Ink.SecondPale)).ShouldBeGreaterThanOrEqualTo(3);
        }
    }

    private static WeekCharts Week(string name) => Weeks.Named.Single(n => n.Name == name).Week;

    private static void Keep(string name, byte[] png)
    {
        if (Environment.GetEnvironmentVariable("COUNTERSIGN_SHOTS") is { } folder)
            File.WriteAllBytes(Path.Combine(folder, $"week-{name}.png"), png);
    }

    // WCAG 2.2, relative luminance.
    private static double Contrast(uint one, uint other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + .05) / (Math.Min(a, b) + .05);

        static double Luminance(uint colour) => (.2126 * Part(colour >> 16)) + (.7152 * Part(colour >> 8)) + (.0722 * Part(colour));

        static double Part(uint value)
        {
            var part = (value & 0xFF) / 255.0;
            return part <= .04045 ? part / 12.92 : Math.Pow((part + .055) / 1.055, 2.4);
        }
    }
}
