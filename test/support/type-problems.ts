import ts from 'typescript'

/** What the compiler, set as strictly as it can be, finds wrong with files that need not exist. */
export function typeProblems(files: readonly { readonly path: string; readonly code: string }[]): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    customConditions: ['source'],
    types: ['node'],
  }
  const host = ts.createCompilerHost(options)
  const onDisk = host.getSourceFile.bind(host)
  host.getSourceFile = (path, ...rest) => {
    const file = files.find((each) => each.path === path)
    return file ? ts.createSourceFile(path, file.code, ts.ScriptTarget.ES2023) : onDisk(path, ...rest)
  }
  const program = ts.createProgram(
    files.map(({ path }) => path),
    options,
    host,
  )
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText, file }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)
}
