using Countersign.Core.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using NodaTime;
using NodaTime.Text;

namespace Countersign.Dashboard.Parts;

/// <summary>A moment in the reader's zone, which the page names; the exact time stands in it for machines.</summary>
public sealed class When : ComponentBase
{
    private static readonly LocalDateTimePattern ThisYear = LocalDateTimePattern.CreateWithInvariantCulture("ddd d MMM HH:mm");
    private static readonly LocalTimePattern Today = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    [Parameter, EditorRequired]
    public Instant At { get; set; }

    /// <summary>Without the year, and today's without the day.</summary>
    [Parameter]
    public bool Brief { get; set; }

    [CascadingParameter]
    public Sight Sight { get; set; } = null!;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "time");
        builder.AddAttribute(1, "datetime", InstantPattern.General.Format(At));
        builder.AddContent(2, Text());
        builder.CloseElement();
    }

    private string Text()
    {
        var (at, now) = (At.InZone(Sight.Zone), Sight.Now.InZone(Sight.Zone));
        return !Brief || at.Year != now.Year ? Times.Local(At, Sight.Zone)
            : at.Date == now.Date ? Today.Format(at.TimeOfDay)
            : ThisYear.Format(at.LocalDateTime);
    }
}
