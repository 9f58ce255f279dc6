namespace Countersign.Slack.Wire;

/// <summary>Holds blocks against <see cref="BlockLimits"/>.</summary>
internal sealed class BlockWalk(LimitFindings found)
{
    private readonly ElementWalk _elements = new(found);
    private readonly HashSet<string> _blockIds = new(StringComparer.Ordinal);

    public void Walk(IReadOnlyList<Block> blocks)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            var place = $"blocks[{i}] {blocks[i].Type}";
            found.Length($"{place}.block_id", blocks[i].BlockId, BlockLimits.Id);
            if (blocks[i].BlockId is { } id && !_blockIds.Add(id)) found.Add($"{place}.block_id: used before");
            Walk(place, blocks[i]);
        }
    }

    private void Walk(string place, Block block)
    {
        switch (block)
        {
            case Section section: WalkSection(place, section); break;
            case Header header: found.Text($"{place}.text", header.Text, BlockLimits.HeaderText); break;
            case Context context: WalkContext(place, context); break;
            case Actions actions: WalkActions(place, actions); break;
            case Input input: WalkInput(place, input); break;
            case Image image: WalkImage(place, image); break;
            case FilePicture picture: WalkPicture(place, picture.Title, picture.AltText); break;
            case RichText rich: RichTextWalk.Walk(place, rich, found); break;
            case Table table: WalkTable(place, table); break;
        }
    }

    private void WalkSection(string place, Section section)
    {
        if (section.Text is null && section.Fields is null) found.Add($"{place}: neither text nor fields");
        found.Text($"{place}.text", section.Text, BlockLimits.SectionText);
        if (section.Fields is { } fields)
        {
            found.Items($"{place}.fields", fields.Count, BlockLimits.SectionFields);
            foreach (var field in fields) found.Text($"{place}.fields", field, BlockLimits.SectionField);
        }

        if (section.Accessory is { } accessory) _elements.Walk($"{place}.accessory", accessory);
    }

    private void WalkContext(string place, Context context)
    {
        found.Items($"{place}.elements", context.Elements.Count, BlockLimits.ContextElements);
        foreach (var element in context.Elements)
        {
            // Slack gives no limit for a context text of its own: it takes what a section takes.
            if (element is TextObject text) found.Text($"{place}.elements", text, BlockLimits.SectionText);
            else _elements.Walk($"{place}.elements", element);
        }
    }

    private void WalkActions(string place, Actions actions)
    {
        found.Items($"{place}.elements", actions.Elements.Count, BlockLimits.ActionsElements);
        foreach (var element in actions.Elements) _elements.Walk($"{place}.elements", element);

        var primary = actions.Elements.OfType<Button>().Count(button => button.Style == ButtonStyle.Primary);
        found.AtMost($"{place}: primary buttons", primary, 1);

        var ids = actions.Elements.OfType<Element>().Select(element => element.ActionId).ToList();
        if (ids.Distinct(StringComparer.Ordinal).Count() < ids.Count) found.Add($"{place}: an action_id twice");
    }

    private void WalkInput(string place, Input input)
    {
        found.Text($"{place}.label", input.Label, BlockLimits.InputLabel);
        found.Text($"{place}.hint", input.Hint, BlockLimits.InputHint);
        _elements.Walk($"{place}.element", input.Element);
    }

    private void WalkPicture(string place, PlainText? title, string altText)
    {
        found.Text($"{place}.title", title, BlockLimits.ImageTitle);
        found.Shown($"{place}.alt_text", altText, BlockLimits.ImageAltText);
    }

    private void WalkImage(string place, Image image)
    {
        WalkPicture(place, image.Title, image.AltText);
        found.Length($"{place}.image_url", image.ImageUrl.OriginalString, BlockLimits.ImageUrl);
    }

    private void WalkTable(string place, Table table)
    {
        found.Items($"{place}.rows", table.Rows.Count, BlockLimits.TableRows);
        found.Count($"{place}.column_settings", table.ColumnSettings?.Count ?? 0, BlockLimits.TableColumns);
        foreach (var row in table.Rows)
        {
            found.Items($"{place}.columns", row.Count, BlockLimits.TableColumns);
            foreach (var cell in row)
            {
                if (cell is RawText raw) found.Shown($"{place}.cell", raw.Text, BlockLimits.MessageBudget);
                else if (cell is RichText rich) RichTextWalk.Walk($"{place}.cell", rich, found);
            }
        }
    }
}
