using System.Text.Json.Serialization;

namespace Countersign.Slack.Wire;

/// <summary>What may stand in a <see cref="Context"/>.</summary>
[JsonDerivedType(typeof(PlainText))]
[JsonDerivedType(typeof(Mrkdwn))]
[JsonDerivedType(typeof(ImageElement))]
public interface IContextElement;

/// <summary>What may stand beside a <see cref="Section"/>.</summary>
[JsonDerivedType(typeof(Button))]
[JsonDerivedType(typeof(StaticSelect))]
[JsonDerivedType(typeof(MultiStaticSelect))]
[JsonDerivedType(typeof(Overflow))]
[JsonDerivedType(typeof(RadioButtons))]
[JsonDerivedType(typeof(Checkboxes))]
[JsonDerivedType(typeof(UsersSelect))]
[JsonDerivedType(typeof(MultiUsersSelect))]
[JsonDerivedType(typeof(ImageElement))]
public interface IAccessory;

/// <summary>What may stand in <see cref="Actions"/>.</summary>
[JsonDerivedType(typeof(Button))]
[JsonDerivedType(typeof(StaticSelect))]
[JsonDerivedType(typeof(MultiStaticSelect))]
[JsonDerivedType(typeof(Overflow))]
[JsonDerivedType(typeof(RadioButtons))]
[JsonDerivedType(typeof(Checkboxes))]
[JsonDerivedType(typeof(UsersSelect))]
[JsonDerivedType(typeof(MultiUsersSelect))]
public interface IActionsElement;

/// <summary>What may stand in an <see cref="Input"/>.</summary>
[JsonDerivedType(typeof(StaticSelect))]
[JsonDerivedType(typeof(MultiStaticSelect))]
[JsonDerivedType(typeof(PlainTextInput))]
[JsonDerivedType(typeof(RadioButtons))]
[JsonDerivedType(typeof(Checkboxes))]
[JsonDerivedType(typeof(UsersSelect))]
[JsonDerivedType(typeof(MultiUsersSelect))]
[JsonDerivedType(typeof(UrlInput))]
public interface IInputElement;
