using System.Diagnostics;
using Countersign.Benchmarks.Press;
using Countersign.Core.Export;
using Countersign.Host.Export;
using Countersign.Host.PolicyFile;
using Countersign.Storage;
using NodaTime;

namespace Countersign.Benchmarks.Exporting;

/// <summary>An auditor's export of everything: time, lines, and the most memory that the process ever held.</summary>
internal static class ExportBenchmark
{
    /// <summary>Fills a record with decided requests, unless the folder has one already, and exports it by processes of their own.</summary>
    public static async Task<int> Run(long requests, string folder)
    {
        var stage = new Stage(folder);
        var database = Path.Combine(folder, "bench.db");
        if (!File.Exists(database))
        {
            stage.Clear();
            stage.WriteSettings(1, new Uri("http://127.0.0.1:1/keys"));
            await stage.Fill(requests, 0);
            await Accept(database, Path.Combine(folder, "policy.yaml"));
        }

        foreach (var of in Enum.GetNames<ExportOf>())
            foreach (var form in Enum.GetNames<ExportForm>())
            {
                using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["export-once", database, of, form]))!;
                await child.WaitForExitAsync();
            }

        return 0;
    }

    public static int Once(string database, string of, string form)
    {
        var order = new ExportOrder(Enum.Parse<ExportOf>(of), new ExportPeriod(Instant.FromUnixTimeSeconds(0), Instant.MaxValue - Duration.FromDays(1)), Enum.Parse<ExportForm>(form));
        using var record = SqliteRecord.OpenReadOnly(database);
        using var target = new Counting();
        var since = Stopwatch.StartNew();
        var report = PeriodExport.Write(record, order, target, Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()));
        Console.WriteLine(FormattableString.Invariant(
            $"{of} as {form}: {report.Lines} lines, {target.Written / 1_000_000} MB, {since.Elapsed.TotalSeconds:0.0} s, at most {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB of memory, {report.Troubles.Count} troubles"));
        return 0;
    }

    private static async Task Accept(string database, string policy)
    {
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        var bytes = await File.ReadAllBytesAsync(policy);
        var book = PolicyFileReader.Read(bytes, ChatHomes.Any).Book!;
        await using var store = SqliteStore.Open(database, now);
        await store.Write(work =>
        {
            work.AcceptPolicy(book.Digest, book.RosterDigest, bytes, 0, now);
            return true;
        });
    }

    /// <summary>A target that keeps nothing.</summary>
    private sealed class Counting : Stream
    {
        public long Written { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Written;

        public override long Position { get => Written; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override void Write(byte[] buffer, int offset, int count) => Written += count;

        public override void Write(ReadOnlySpan<byte> buffer) => Written += buffer.Length;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
