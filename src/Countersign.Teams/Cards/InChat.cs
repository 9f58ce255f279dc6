using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>Where a form stands.</summary>
public enum FormPlace
{
    Dialog,

    /// <summary>On a card: for clients that know no dialogs, and for whoever likes it better.</summary>
    Chat,
}

/// <summary>What differs between a form in a dialog and the same form on a card.</summary>
public static class InChat
{
    public const string FillInHere = "Fill it in here";

    // The card around the form: its words, its other button, and the button's data.
    private const int AroundTheForm = 3_500;

    internal static int Reserve(FormPlace at) => at == FormPlace.Chat ? AroundTheForm : 0;

    /// <summary>The button that sends: a dialog knows only Action.Submit, on a card the answer comes in the card's place.</summary>
    internal static CardAction Send(FormPlace at, string title, string verb, ActionStyle style, params KeyValuePair<string, string>[] data) =>
        at == FormPlace.Dialog
            ? new SubmitAction(title) { Data = [new(Ids.Do, verb), .. data], Style = style }
            : new ExecuteAction(title, verb) { Data = data, Style = style };

    /// <summary>A form in the card's place, as after errors: with its title above it.</summary>
    public static AdaptiveCard Card(Dialog form) => form.Card with
    {
        Body = [Blocks.Heading(CardText.Literal(form.Title)), .. form.Card.Body],
        FullWidth = true,
    };
}
