using System.Collections.Frozen;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Countersign.Pictures.Png;

/// <summary>
/// The typeface's package as it comes: a program library whose one resource is an archive. It is read as a file and never loaded, so none of
/// its code runs.
/// </summary>
internal sealed class FontArchive : IDisposable
{
    private readonly PEReader _library;
    private readonly FrozenDictionary<string, (int Offset, int Length)> _files;
    private readonly BlobReader _start;

    private FontArchive(PEReader library)
    {
        _library = library;
        var metadata = library.GetMetadataReader();
        var resource = metadata.GetManifestResource(metadata.ManifestResources.Single());
        var section = library.GetSectionData(library.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress).GetReader();
        section.Offset = (int)resource.Offset + sizeof(int);
        _files = Index(ref section);
        _start = section;
    }

    /// <exception cref="InvalidOperationException">The package is not as it was when this was written.</exception>
    public static FontArchive Open(string resource) =>
        new(new PEReader(typeof(FontArchive).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException("The typeface was not built in.")));

    public byte[] Read(string name)
    {
        var (offset, length) = _files[name];
        var file = _start;
        file.Offset += offset;
        return file.ReadBytes(length);
    }

    public void Dispose() => _library.Dispose();

    // The length of the index, a version, how many files; of each its path, where it starts behind the index, and its length.
    private static FrozenDictionary<string, (int Offset, int Length)> Index(ref BlobReader archive)
    {
        var length = archive.ReadInt32();
        var files = archive.Offset + length;
        _ = archive.ReadInt32();
        var index = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        for (var left = archive.ReadInt32(); left > 0; left--)
            index[Path.GetFileName(archive.ReadSerializedString() ?? "")] = (archive.ReadInt32(), archive.ReadInt32());
        archive.Offset = files;
        return index.ToFrozenDictionary();
    }
}
