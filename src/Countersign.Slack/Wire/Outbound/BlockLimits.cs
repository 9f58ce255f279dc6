namespace Countersign.Slack.Wire;

/// <summary>Slack's limits, in UTF-16 characters or items.</summary>
public static class BlockLimits
{
    public const int MessageBlocks = 50;
    public const int ViewBlocks = 100;

    /// <summary>Beyond it Slack may cut the text.</summary>
    public const int MessageText = 4_000;

    /// <summary>
    /// All texts of a message's blocks together. Slack documents none, and refuses somewhere near 13,200
    /// (<c>msg_blocks_too_long</c>): this is our own budget.
    /// </summary>
    public const int MessageBudget = 10_000;

    /// <summary>Bytes of a view as JSON (<c>view_too_large</c>).</summary>
    public const int ViewBytes = 250_000;

    public const int SectionText = 3_000;
    public const int SectionFields = 10;
    public const int SectionField = 2_000;
    public const int HeaderText = 150;
    public const int ActionsElements = 25;
    public const int ContextElements = 10;

    public const int ButtonText = 75;

    /// <summary>What of a button's text is seen: about.</summary>
    public const int ButtonTextShown = 30;

    public const int ButtonValue = 2_000;
    public const int ButtonUrl = 3_000;
    public const int AccessibilityLabel = 75;

    /// <summary>Of block, action, callback and external ids.</summary>
    public const int Id = 255;

    public const int Options = 100;
    public const int OverflowOptions = 5;

    /// <summary>Radio buttons and checkboxes.</summary>
    public const int ChoiceOptions = 10;

    public const int OptionGroups = 100;

    /// <summary>Of an option's text, value and description, and of a group's label.</summary>
    public const int OptionText = 75;

    public const int Placeholder = 150;

    /// <summary>Of a modal's title, submit and close.</summary>
    public const int ModalLabel = 24;

    public const int PrivateMetadata = 3_000;
    public const int InputMaxLength = 3_000;
    public const int InputLabel = 2_000;
    public const int InputHint = 2_000;
    public const int ImageTitle = 2_000;
    public const int ImageAltText = 2_000;
    public const int ImageUrl = 3_000;
    public const int ConfirmTitle = 100;
    public const int ConfirmText = 300;
    public const int ConfirmLabel = 30;
    public const int TableRows = 100;
    public const int TableColumns = 20;
    public const int MessageTables = 1;
}
