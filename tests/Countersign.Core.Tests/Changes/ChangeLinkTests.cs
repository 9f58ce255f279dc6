using Countersign.Core.Changes;

namespace Countersign.Core.Tests.Changes;

public class ChangeLinkTests
{
    private const string Sha = "0123456789ABCDEF0123456789abcdef01234567";

    [Theory]
    [InlineData("https://github.com/acme/pay/pull/7", "acme/pay", 7, false)]
    [InlineData("https://github.com/acme/pay/pull/7/files?w=1#diff", "acme/pay", 7, false)]
    [InlineData("  <https://github.com/acme/pay/pull/7|acme/pay#7> ", "acme/pay", 7, false)]
    [InlineData("<https://github.com/acme/pay/pull/7?a=1&amp;b=2>", "acme/pay", 7, false)]
    [InlineData("https://gitea.acme.dev/acme/pay/pulls/7", "acme/pay", 7, false)]
    [InlineData("https://gitlab.com/acme/team/sub/pay/-/merge_requests/12/diffs", "acme/team/sub/pay", 12, false)]
    [InlineData("https://gitlab.com/acme/pay/merge_requests/12", "acme/pay", 12, false)]
    [InlineData("https://bitbucket.org/acme/pay/pull-requests/3", "acme/pay", 3, false)]
    [InlineData("https://github.com/acme/pay/commit/" + Sha, "acme/pay", null, true)]
    [InlineData("https://gitlab.com/acme/team/pay/-/commit/" + Sha, "acme/team/pay", null, true)]
    [InlineData("https://github.com/acme/pay/pull/7/commits/" + Sha, "acme/pay", 7, true)]
    [InlineData("https://bitbucket.org/acme/pay/commits/" + Sha, "acme/pay", null, true)]
    [InlineData("https://github.com/acme/pay/commit/0123456", null, null, false)]
    [InlineData("https://github.com/acme/pay/pull/9999999999", null, null, false)]
    [InlineData("https://github.com/acme", null, null, false)]
    [InlineData("http://localhost:3000/acme/pay/pulls/1", "acme/pay", 1, false)]
    public void A_link_tells_what_its_address_alone_tells(string text, string? repository, int? pull, bool commit)
    {
        ChangeLink.TryParse(text, out var link).ShouldBeTrue();
        (link.Repository, link.PullRequest, link.CommitSha).ShouldBe((repository, pull, commit ? Sha.ToLowerInvariant() : null));
        link.ShortName.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("<>")]
    [InlineData("<|>")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://github.com/x")]
    [InlineData("//github.com/acme/pay/pull/1")]
    [InlineData("github.com/acme/pay/pull/1")]
    [InlineData("https://user@github.com/acme/pay/pull/1")]
    [InlineData("https://github.com:x@evil.example/acme/pay/pull/1")]
    [InlineData("https://github.com/acme/pay/pull/1 https://evil.example")]
    [InlineData("https://github.com/acme/\u0007pay")]
    [InlineData("https://")]
    public void What_is_no_plain_web_address_is_refused(string? text) => ChangeLink.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("https://intranet/a", null)]
    [InlineData("http://git:8080/acme/pay", null)]
    [InlineData("https://", LinkFault.NoAddress)]
    [InlineData("ftp://intranet/a", LinkFault.NoAddress)]
    [InlineData("intranet/a", LinkFault.NoAddress)]
    [InlineData("https://user@github.com/acme/pay/pull/1", LinkFault.UserInfo)]
    [InlineData("https://user:secret@intranet/a", LinkFault.UserInfo)]
    public void A_link_is_refused_for_what_is_wrong_with_it(string text, LinkFault? fault) => ChangeLink.FaultOf(text).ShouldBe(fault);

    [Fact]
    public void The_longest_link_fits_and_no_longer_one()
    {
        var longest = "https://github.com/" + new string('a', ChangeLink.MaxLength - "https://github.com/".Length);
        ChangeLink.TryParse(longest, out _).ShouldBeTrue();
        ChangeLink.TryParse(longest + "a", out _).ShouldBeFalse();
    }

    [Fact]
    public void Hostile_paths_take_no_longer_and_nothing_throws()
    {
        foreach (var piece in (string[])["a/", "-/", "/-/", "pull/", "/pull/1", "commit/", "a.a-", "%2e%2e/", "pulls/pull/merge_requests/"])
            for (var i = 0; i < 200; i++)
                ChangeLink.TryParse("https://github.com/" + string.Concat(Enumerable.Repeat(piece, 1900 / piece.Length)), out _).ShouldBeTrue();
        var random = new Random(5);
        string[] pieces = ["https://", "<", ">", "|", "github.com", "/", "@", ":", "\\", "[::1]", "%", "\ud83d", "xn--", "ä", "pull", "1", "\0", "?", "#", "..", "."];
        for (var i = 0; i < 20_000; i++)
            if (ChangeLink.TryParse("https://" + string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => pieces[random.Next(pieces.Length)])), out var link))
            {
                link.Address.UserInfo.ShouldBeEmpty();
                link.ShortName.Any(char.IsControl).ShouldBeFalse();
            }
    }

    [Fact]
    public void Finding_a_link_in_a_very_long_text_takes_no_time()
    {
        foreach (var piece in (string[])["aa.", "a", "-.", "a.bb/ ", "1.", "http:// "])
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            ChangeLink.FindIn(string.Concat(Enumerable.Repeat(piece, 100_000)));
            watch.Elapsed.TotalSeconds.ShouldBeLessThan(2, piece);
        }
    }

    [Theory]
    [InlineData("CR-12", 12)]
    [InlineData(" cr-12 ", 12)]
    [InlineData("cr12", 12)]
    [InlineData("#12", 12)]
    [InlineData("12", 12)]
    [InlineData("CR-0", 0)]
    [InlineData("CR--1", 0)]
    [InlineData("CR-1x", 0)]
    [InlineData("CR-٣", 0)]
    [InlineData("CR-99999999999999999999", 0)]
    [InlineData("", 0)]
    public void A_requests_number_is_read_as_people_write_it(string text, long number)
    {
        ChangeId.TryParse(text, out var id).ShouldBe(number > 0);
        id.Number.ShouldBe(number);
    }
}
