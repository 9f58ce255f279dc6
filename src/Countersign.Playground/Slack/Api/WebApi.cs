namespace Countersign.Playground.Slack;

/// <summary>The Web API without its HTTP: token, scope, rate, then the method.</summary>
internal sealed class WebApi
{
    private readonly StandInOptions _options;
    private readonly RateGate _rates;
    private readonly Dictionary<string, ApiMethod> _methods;

    public WebApi(StandInOptions options, SlackWorkspace workspace, Triggers triggers, FileMethods files)
    {
        _options = options;
        _rates = new(options.Time, workspace.Members);
        var content = new ContentReader(options, workspace.Files);
        _methods = new Dictionary<string, ApiMethod>()
            .Concat(new ChatMethods(options, workspace, content).All)
            .Concat(new ViewMethods(options, workspace, triggers).All)
            .Concat(files.All)
            .Concat(new PeopleMethods(options, workspace).All)
            .ToDictionary();
    }

    public ApiAnswer Answer(ApiRequest request)
    {
        if (!_methods.TryGetValue(request.Method, out var method)) return ApiAnswer.Refuse("unknown_method");
        if (request.Token is null) return ApiAnswer.Refuse("not_authed");
        if (!Knows(request)) return ApiAnswer.Refuse("invalid_auth");
        if (method.Scope is { } scope && !_options.Scopes.Contains(scope)) return ApiAnswer.MissingScope(scope, _options.Scopes);
        if (_options.EnforceRates && _rates.Wait(request, method) is { } wait) return ApiAnswer.RateLimited(wait);
        if (request.Fault is { } fault) return ApiAnswer.Refuse(fault);
        return method.Do(method.FormOnly && request.IsJson ? ApiArguments.None : request.Arguments);
    }

    public bool Knows(ApiRequest request) => request.Token == _options.BotToken;
}
