namespace Countersign.Slack.Wire;

/// <summary>Holds interactive elements against <see cref="BlockLimits"/>.</summary>
internal sealed class ElementWalk(LimitFindings found)
{
    public void Walk(string place, object element)
    {
        if (element is Element acting) found.Length($"{place} {acting.Type}.action_id", acting.ActionId, BlockLimits.Id);
        switch (element)
        {
            case Button button: WalkButton($"{place} button", button); break;
            case ImageElement image: WalkImage($"{place} image", image); break;
            case PlainTextInput input: WalkInput($"{place} plain_text_input", input); break;
            case UrlInput input: found.Text($"{place}.placeholder", input.Placeholder, BlockLimits.Placeholder); break;
            default: WalkChoice(place, element); break;
        }
    }

    private void WalkChoice(string place, object element)
    {
        switch (element)
        {
            case StaticSelect list: WalkList(place, list.Placeholder, list.Options, list.OptionGroups, list.Confirm); break;
            case MultiStaticSelect list: WalkList(place, list.Placeholder, list.Options, list.OptionGroups, list.Confirm); break;
            case UsersSelect list: WalkUsers(place, list.Placeholder, list.Confirm); break;
            case MultiUsersSelect list: WalkUsers(place, list.Placeholder, list.Confirm); break;
            case Overflow menu: WalkOptions(place, menu.Options, BlockLimits.OverflowOptions, menu.Confirm); break;
            case RadioButtons radio: WalkOptions(place, radio.Options, BlockLimits.ChoiceOptions, radio.Confirm); break;
            case Checkboxes boxes: WalkOptions(place, boxes.Options, BlockLimits.ChoiceOptions, boxes.Confirm); break;
        }
    }

    private void WalkButton(string place, Button button)
    {
        found.Text($"{place}.text", button.Text, BlockLimits.ButtonText);
        found.Length($"{place}.value", button.Value, BlockLimits.ButtonValue);
        found.Length($"{place}.url", button.Url?.OriginalString, BlockLimits.ButtonUrl);
        found.Length($"{place}.accessibility_label", button.AccessibilityLabel, BlockLimits.AccessibilityLabel);
        WalkConfirm(place, button.Confirm);
    }

    private void WalkImage(string place, ImageElement image)
    {
        found.Shown($"{place}.alt_text", image.AltText, BlockLimits.ImageAltText);
        found.Length($"{place}.image_url", image.ImageUrl.OriginalString, BlockLimits.ImageUrl);
    }

    private void WalkInput(string place, PlainTextInput input)
    {
        found.Text($"{place}.placeholder", input.Placeholder, BlockLimits.Placeholder);
        if (input.MaxLength is not { } most)
        {
            found.Add($"{place}.max_length: missing");
            return;
        }

        if (most < 1) found.Add($"{place}.max_length: {most} of at least 1");
        found.AtMost($"{place}.max_length", most, BlockLimits.InputMaxLength);
        found.AtMost($"{place}.min_length", input.MinLength ?? 0, most);
        found.AtMost($"{place}.initial_value", input.InitialValue?.Length ?? 0, most);
    }

    private void WalkList(
        string place,
        PlainText? placeholder,
        IReadOnlyList<Option>? options,
        IReadOnlyList<OptionGroup>? groups,
        Confirm? confirm)
    {
        found.Text($"{place}.placeholder", placeholder, BlockLimits.Placeholder);
        if (options is null == groups is null) found.Add($"{place}: either options or option_groups");
        if (options is not null) WalkOptions(place, options, BlockLimits.Options, confirm: null, plainOnly: true);
        if (groups is not null) found.Items($"{place}.option_groups", groups.Count, BlockLimits.OptionGroups);
        foreach (var group in groups ?? [])
        {
            found.Text($"{place}.label", group.Label, BlockLimits.OptionText);
            WalkOptions(place, group.Options, BlockLimits.Options, confirm: null, plainOnly: true);
        }

        WalkConfirm(place, confirm);
    }

    private void WalkUsers(string place, PlainText? placeholder, Confirm? confirm)
    {
        found.Text($"{place}.placeholder", placeholder, BlockLimits.Placeholder);
        WalkConfirm(place, confirm);
    }

    private void WalkOptions(string place, IReadOnlyList<Option> options, int most, Confirm? confirm, bool plainOnly = false)
    {
        found.Items($"{place}.options", options.Count, most);
        foreach (var option in options)
        {
            if (plainOnly && option.Text is not PlainText) found.Add($"{place}.options: plain text only");
            found.Text($"{place}.options.text", option.Text, BlockLimits.OptionText);
            found.Length($"{place}.options.value", option.Value, BlockLimits.OptionText);
            found.Text($"{place}.options.description", option.Description, BlockLimits.OptionText);
        }

        WalkConfirm(place, confirm);
    }

    private void WalkConfirm(string place, Confirm? confirm)
    {
        if (confirm is null) return;
        found.Text($"{place}.confirm.title", confirm.Title, BlockLimits.ConfirmTitle);
        found.Text($"{place}.confirm.text", confirm.Text, BlockLimits.ConfirmText);
        found.Text($"{place}.confirm.confirm", confirm.ConfirmLabel, BlockLimits.ConfirmLabel);
        found.Text($"{place}.confirm.deny", confirm.DenyLabel, BlockLimits.ConfirmLabel);
    }
}
