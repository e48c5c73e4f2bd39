namespace Regional.Silo.Api;

/// <summary>Endpoints about one thing.</summary>
internal interface IEndpointGroup
{
    /// <summary>Adds them below <c>/v1</c>.</summary>
    void Map(RouteGroupBuilder v1);
}
