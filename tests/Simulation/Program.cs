using Regional.Simulation.Running;

return await SimulationCommand.RunAsync(args);
