namespace Countersign.Slack.Wire;

/// <summary>
/// Finds what Slack would refuse before Slack does. Each violation names the place and the figures, never
/// the text: it may end in a log.
/// </summary>
public static class BlockLimitCheck
{
    public static IReadOnlyList<string> Violations(SlackMessage message)
    {
        var found = new LimitFindings();
        found.Length("text", message.Text, BlockLimits.MessageText, least: 1);
        found.Count("blocks", message.Blocks.Count, BlockLimits.MessageBlocks);
        new BlockWalk(found).Walk(message.Blocks);
        found.AtMost("blocks: characters together", found.Characters, BlockLimits.MessageBudget);
        found.AtMost("blocks: tables", message.Blocks.OfType<Table>().Count(), BlockLimits.MessageTables);
        if (message.Blocks.OfType<Input>().Any()) found.Add("blocks: an input stands in a message");
        return found.All;
    }

    public static IReadOnlyList<string> Violations(ModalView view)
    {
        var found = new LimitFindings();
        found.Text("title", view.Title, BlockLimits.ModalLabel);
        found.Text("submit", view.Submit, BlockLimits.ModalLabel);
        found.Text("close", view.Close, BlockLimits.ModalLabel);
        if (view.Submit is null && view.Blocks.OfType<Input>().Any()) found.Add("submit: missing, though there is an input");
        CheckView(view, found);
        return found.All;
    }

    public static IReadOnlyList<string> Violations(HomeView view)
    {
        var found = new LimitFindings();
        CheckView(view, found);
        return found.All;
    }

    private static void CheckView(View view, LimitFindings found)
    {
        found.Count("blocks", view.Blocks.Count, BlockLimits.ViewBlocks);
        found.Length("callback_id", view.CallbackId, BlockLimits.Id);
        found.Length("external_id", view.ExternalId, BlockLimits.Id);
        found.Length("private_metadata", view.PrivateMetadata, BlockLimits.PrivateMetadata, least: 0);
        new BlockWalk(found).Walk(view.Blocks);
        found.AtMost("bytes", SlackJson.ToUtf8(view).Length, BlockLimits.ViewBytes);
    }
}
