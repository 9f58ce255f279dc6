using Countersign.Core.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Countersign.Dashboard.Parts;

/// <summary>Draws one of the core's sentences: names, times in the reader's zone, and links to requests. Whatever it holds is text.</summary>
public sealed class Words : ComponentBase
{
    [Parameter, EditorRequired]
    public Sentence Says { get; set; } = Sentence.Empty;

    /// <summary>Times without their year, today's without their day.</summary>
    [Parameter]
    public bool Brief { get; set; }

    [CascadingParameter]
    public Sight Sight { get; set; } = null!;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (var part in Says.Parts)
            Draw(builder, part);
    }

    private void Draw(RenderTreeBuilder builder, Part part)
    {
        switch (part)
        {
            case Part.Text { Value: var text }:
                builder.AddContent(0, CleanText.Of(text));
                break;
            case Part.Somebody { Person: var person }:
                builder.OpenElement(1, "bdi");
                builder.AddContent(2, CleanText.Line(Sight.Book.Roster.NameOf(person)));
                builder.CloseElement();
                break;
            case Part.Moment { At: var at }:
                builder.OpenComponent<When>(3);
                builder.AddComponentParameter(4, nameof(When.At), at);
                builder.AddComponentParameter(5, nameof(When.Brief), Brief);
                builder.CloseComponent();
                break;
            case Part.Request { Change: var change }:
                builder.OpenElement(6, "a");
                builder.AddAttribute(7, "href", Sight.To(change));
                builder.AddContent(8, change.ToString());
                builder.CloseElement();
                break;
            case Part.Say { Command: var command }:
                builder.OpenElement(9, "code");
                builder.AddContent(10, command);
                builder.CloseElement();
                break;
        }
    }
}
