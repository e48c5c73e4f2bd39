using Regional.Silo.Hosting;

return await RegionalHost.RunAsync(args);
