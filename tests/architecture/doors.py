"""A kind of contract for import-linter: other contexts come in by the doors of a context, nowhere else."""

from importlinter import Contract, ContractCheck, fields, output


class DoorsContract(Contract):
    """
    Refuses an import into another context's own files.

    `doors` are the modules through which one context may call another; `open_to_all` are packages without doors;
    `free_importers` may import anything, because they put the parts together.
    """

    type_name = "doors"

    doors = fields.SetField(subfield=fields.StringField())
    open_to_all = fields.SetField(subfield=fields.StringField())
    free_importers = fields.SetField(subfield=fields.StringField())

    def check(self, graph, verbose):  # type: ignore[no-untyped-def]  # the linter has no types for this
        """Compare every import with the doors."""
        broken = []
        for importer in sorted(graph.modules):
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                if self._is_break_in(importer, imported):
                    lines = graph.get_import_details(importer=importer, imported=imported)
                    broken.append((importer, imported, [detail["line_number"] for detail in lines]))
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check):  # type: ignore[no-untyped-def]
        """Name each import, and the doors there are."""
        for importer, imported, lines in check.metadata["broken"]:
            places = ", ".join(f"l.{line}" for line in lines)
            output.print_error(f"{importer} -> {imported} ({places})", bold=False)
        output.print_error(f"Use one of the doors instead: {', '.join(sorted(self.doors))}.", bold=False)

    def _is_break_in(self, importer: str, imported: str) -> bool:
        ours, theirs = importer.split("."), imported.split(".")
        if len(theirs) < 3 or theirs[0] != ours[0] or len(ours) < 2:
            return False
        if ours[1] in self.free_importers or theirs[1] in self.open_to_all or ours[1] == theirs[1]:
            return False
        return theirs[2] not in self.doors
